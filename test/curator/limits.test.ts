import { describe, expect, test } from '@jest/globals';
import { withinLimits } from '../../src/curator/limits.ts';
import { searchable } from '../../src/text/searchable.ts';

/** Whether the number in brackets lies within the limits. */
function lies(marked: string, limits: { least?: number; most?: number }): boolean {
  const [before = '', number = '', after = ''] = marked.split(/[[\]]/);
  return withinLimits(limits, searchable(before + number + after), {
    start: before.length,
    end: before.length + number.length,
  });
}

describe("a cue's limits", () => {
  test.each([
    ['alpha [0.71]', { least: 0.6, most: 1 }],
    ['they agree on [71%]', { least: 0.6, most: 1 }],
    ['about [forty] pages', { most: 100 }],
    ['[12k] pages', { least: 100 }],
  ])('hold for %s', (text, limits) => expect(lies(text, limits)).toBe(true));

  test.each([
    ['alpha [0.41]', { least: 0.6, most: 1 }],
    ['they agree on [54%]', { least: 0.6 }],
    ['[71] agree', { least: 0.6, most: 1 }],
    ['about [1,100] pages', { most: 100 }],
  ])('do not for %s', (text, limits) => expect(lies(text, limits)).toBe(false));

  test('without a number only a cue without limits stands', () => {
    expect(withinLimits({ least: 1 }, searchable('none'), undefined)).toBe(false);
    expect(withinLimits({}, searchable('none'), undefined)).toBe(true);
  });
});
