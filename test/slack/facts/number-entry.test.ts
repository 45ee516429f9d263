import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Pack } from '../../../src/advisor/pack.ts';
import { readNumberEntry } from '../../../src/slack/facts/number-entry.ts';
import { hintOf, type NumberRule, ruleOf } from '../../../src/slack/facts/number-rule.ts';
import { ownPack } from '../../runner/own-guidance.ts';

let pack: Pack;
beforeAll(async () => {
  pack = await ownPack();
});

function ruleFor(key: string): NumberRule {
  const definition = pack.vocabulary.get(key);
  if (definition?.type !== 'number') throw new Error(`${key} is no number.`);
  return ruleOf(definition, pack.words);
}
const read = (key: string, typed: string) => readNumberEntry(typed, ruleFor(key));

describe('a number that somebody types', () => {
  test.each([
    ['examples', '800', 800],
    ['examples', '15,000', 15_000],
    ['examples', '15k', 15_000],
    ['examples', ' 2 million ', 2_000_000],
    ['examples', 'about 800 examples', 800],
    ['examples', '1 example', 1],
    ['calls_per_month', '450000', 450_000],
    ['calls_per_month', '1.2m calls a month', 1_200_000],
    ['calls_per_month', '500 a day', 15_000],
    ['knowledge_tokens', '38 pages', 15_200],
    ['knowledge_tokens', '15k tokens', 15_000],
    ['price_per_call', '$0.005', 0.005],
    ['price_per_call', '0.005 dollars a call', 0.005],
    ['price_per_call', '0.5 cents', 0.005],
    ['score', '72', 72],
    ['score', '72 %', 72],
    ['score', '72 percent', 72],
    ['score', '0.72', 72],
    ['score', '36 of 50', 72],
  ])('is taken as the fact holds it: %s, %j', (key, typed, value) => {
    expect(read(key, typed)).toEqual({ value });
  });

  test.each([
    ['examples', 'many', /Write a number in examples, such as 15000, 15k or 2 million\./],
    ['examples', 'a few hundred', /Write a number/],
    ['examples', '10 to 20', /only one number/],
    ['examples', '800 cats', /only one number, in examples/],
    ['examples', '-5', /only one number/],
    ['examples', '80 %', /only one number/],
    ['examples', '800 a day', /only one number/],
    ['price_per_call', '€0.01', /in dollars a call/],
    ['price_per_call', '5000', /at most 100, in dollars a call/],
    ['score', '250', /at most 100, in percent/],
    ['knowledge_tokens', '38', /at least 100, in tokens/],
    ['examples', '1.2.3', /one number/],
    ['examples', '1,000,50', /one number/],
  ])('that cannot be meant is refused, with what would be taken: %s, %j', (key, typed, error) => {
    expect(read(key, typed)).toEqual({ error: expect.stringMatching(error) });
  });

  test('is asked for with its unit, and the units that may stand instead', () => {
    expect(hintOf(ruleFor('knowledge_tokens'))).toBe(
      'A number in tokens. Or name another unit: page, word, book.',
    );
    expect(hintOf(ruleFor('score'))).toBe('A number in percent, at most 100.');
  });
});
