import { expect, test } from '@jest/globals';
import { isLongAgo, keptOf } from '../../src/cases/kept-talk.ts';
import type { Conversation } from '../../src/store/conversations.ts';

/** Messages a second apart, named by their number. */
const talk = (length: number): Conversation =>
  Array.from({ length }, (_, index) => ({
    ts: `${index}.0`,
    author: 'U1',
    text: `words ${index}`,
    at: index * 1_000,
    read: true,
  }));

test('a conversation of two hundred messages is kept as it is', () => {
  expect(keptOf(talk(200))).toEqual(talk(200));
  expect(keptOf([])).toEqual([]);
});

test('of a longer one its first hundred messages are kept and its last, also when that is done again and again', () => {
  let kept: Conversation = [];
  for (const message of talk(1_000)) kept = keptOf([...kept, message]);
  expect(kept).toEqual([...talk(100), ...talk(1_000).slice(-100)]);
});

test('what is not kept of the middle was said long ago; nothing else was', () => {
  const kept = keptOf(talk(1_000));
  expect(
    ['0.0', '99.0', '100.0', '899.0', '900.0', '999.0', '1000.0'].filter((ts) => isLongAgo(ts, kept)),
  ).toEqual(['100.0', '899.0']);
});

test('in a short conversation nothing was said long ago', () => {
  expect(isLongAgo('3.5', talk(150))).toBe(false);
  expect(isLongAgo('3.5', [])).toBe(false);
});
