import { expect, test } from '@jest/globals';
import { allMatches } from '../../src/text/all-matches.ts';

test.each([
  ['words', /\w+/g, 'two words'],
  ['what stands behind something', /(?<=a )b/g, 'a b, a b'],
  ['nothing', /x/g, 'two words'],
])('finds %s as matchAll does, also the second time', (_, pattern, text) => {
  const expected = [...text.matchAll(pattern)];
  expect(allMatches(pattern, text)).toEqual(expected);
  expect(allMatches(pattern, text)).toEqual(expected);
});
