import { describe, expect, test } from '@jest/globals';
import { numbersFit } from '../../src/curator/numbers-fit.ts';
import { compilePhrase } from '../../src/text/phrase.ts';
import { readable } from '../../src/text/readable.ts';

interface Wanted {
  least?: number;
  most?: number;
  scores?: ('up' | 'level' | 'down')[];
  across?: boolean;
  against?: string;
  outweighs?: { than: string[]; times: number };
}

/** Whether the numbers of the first place where a phrase stands are as wanted. */
function fits(phrase: string, message: string, { against, outweighs, ...numbers }: Wanted): boolean {
  const words = new Map<string, string>();
  const text = readable(message);
  const [match] = compilePhrase(phrase, words).find(text.searchable);
  const [sentence] = text.sentences;
  if (!match || !sentence) throw new Error(`"${phrase}" does not stand in "${message}"`);
  const compiled = (source: string) => compilePhrase(source, words);
  const cue = {
    numbers,
    against: against === undefined ? undefined : compiled(against),
    outweighs: outweighs && { ...outweighs, than: outweighs.than.map(compiled) },
  };
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
  });

  test('across sentences compare with all that is told there', () => {
    const reached: Wanted = { scores: ['up', 'level'], against: 'target was ##', across: true };
    expect(fits('gets ##', 'The prompt gets 88%. The target was 85.', reached)).toBe(true);
    expect(fits('gets ##', 'The prompt gets 0.88. The target was 90%.', reached)).toBe(false);
    expect(fits('gets ##', 'It gets 88%. The target was 85, then the target was 90.', reached)).toBe(false);
    expect(fits('gets ##', 'It gets 88%. The target was 85.', { ...reached, across: false })).toBe(false);
  });
});

describe('a sum that is to outweigh another', () => {
  const twice: Wanted = { outweighs: { than: ['bill is #', 'we pay #'], times: 2 } };

  test('is held against sums anywhere in the message, so many times each', () => {
    expect(fits('gpu costs #', 'A GPU costs $90. Our bill is $45.', twice)).toBe(true);
    expect(fits('gpu costs #', 'A GPU costs $90. Our bill is $46.', twice)).toBe(false);
    expect(fits('gpu costs #', 'A GPU costs 1.2k. Our bill is 300 and we pay 900 for the rest.', twice)).toBe(
      false,
    );
  });

  test('outweighs nothing where there is none, and not itself', () => {
    expect(fits('gpu costs #', 'A GPU costs $90.', twice)).toBe(false);
    expect(fits('bill is #', 'The bill is $90.', twice)).toBe(false);
  });
});
