import { describe, expect, test } from '@jest/globals';
import { compilePhrase } from '../../src/text/phrase.ts';
import { readable } from '../../src/text/readable.ts';
import { changeBetween } from '../../src/text/score.ts';

const pair = compilePhrase('## ... ##', new Map());

function change(message: string): string | undefined {
  const { searchable } = readable(message);
  const [first, second] = pair.find(searchable)[0]?.scores ?? [];
  return first && second && changeBetween(searchable.text, first, second);
}

describe('two scores are compared', () => {
  test.each<[string, string]>([
    ['F1 0.88 → 0.79 after training', 'down'],
    ['from .71 to .83', 'up'],
    ['.482 became .484', 'level'],
    ['87 where 85 was asked', 'level'],
    ['from 14 % to 0.2 %', 'down'],
    ['it solves 19 of the 50 tasks, the original did 27', 'up'],
    ['412 of 700 calls, the other 640 of 700', 'up'],
    ['48/50 against 48/50', 'level'],
    ['40 of 50 and then 95 %', 'up'],
    ['0.9 and then 1', 'up'],
  ])('%s', (message, expected) => expect(change(message)).toBe(expected));
});

describe('what is no pair of scores is not compared', () => {
  test.each([
    'trained for 3 epochs on 800 rows and then 12 hours',
    'GPT-4 and Llama 3',
    '$40 against $60',
    '0.88 of something, and 300',
  ])('%s', (message) => expect(change(message)).toBeUndefined());
});
