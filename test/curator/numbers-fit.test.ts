import { describe, expect, test } from '@jest/globals';
import { numbersFit } from '../../src/curator/numbers-fit.ts';
import { compilePhrase } from '../../src/text/phrase.ts';
import { readable } from '../../src/text/readable.ts';

interface Wanted {
  least?: number;
  most?: number;
  scores?: ('up' | 'level' | 'down')[];
  against?: string;
}

/** Whether the numbers of the first place where a phrase stands are as wanted. */
function fits(phrase: string, message: string, { against, ...numbers }: Wanted): boolean {
  const words = new Map<string, string>();
  const text = readable(message);
  const [match] = compilePhrase(phrase, words).find(text.searchable);
  const [sentence] = text.sentences;
  if (!match || !sentence) throw new Error(`"${phrase}" does not stand in "${message}"`);
  const cue = { numbers, against: against === undefined ? undefined : compilePhrase(against, words) };
  return numbersFit(cue, match, text, sentence);
}

describe("a cue's limits", () => {
  test.each<[string, Wanted]>([
    ['alpha 0.71', { least: 0.6, most: 1 }],
    ['they agree on 71%', { least: 0.6, most: 1 }],
    ['about forty pages', { most: 100 }],
    ['12k pages', { least: 100 }],
  ])('hold for %s', (message, limits) => expect(fits('#', message, limits)).toBe(true));

  test.each<[string, Wanted]>([
    ['alpha 0.41', { least: 0.6, most: 1 }],
    ['they agree on 54%', { least: 0.6 }],
    ['71 agree', { least: 0.6, most: 1 }],
    ['about 1,100 pages', { most: 100 }],
  ])('do not for %s', (message, limits) => expect(fits('#', message, limits)).toBe(false));

  test('without a number only a cue without limits stands', () => {
    expect(fits('none', 'none', { least: 1 })).toBe(false);
    expect(fits('none', 'none', {})).toBe(true);
  });
});

describe("a cue's scores", () => {
  test('compare the second of its match with the first, within the noise', () => {
    expect(fits('## ... ##', 'from 0.71 to 0.83', { scores: ['up'] })).toBe(true);
    expect(fits('## ... ##', 'from 0.82 to 0.83', { scores: ['up'] })).toBe(false);
    expect(fits('## ... ##', 'from 0.82 to 0.83', { scores: ['level'] })).toBe(true);
  });

  test('compare its number with another in the sentence, exactly', () => {
    const reached: Wanted = { scores: ['up', 'level'], against: 'asked for #' };
    expect(fits('got #', 'they asked for 95 and we got 97', reached)).toBe(true);
    expect(fits('got #', 'they asked for 95 and we got 94', reached)).toBe(false);
    expect(fits('got #', 'they asked for 90 % and we got 0.9', reached)).toBe(true);
    expect(fits('got #', 'we got 97', reached)).toBe(false);
    expect(fits('got #', 'we got 97. They asked for 95', reached)).toBe(false);
  });
});
