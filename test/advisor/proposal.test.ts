import { describe, expect, test } from '@jest/globals';
import { keepProposal, nextProposal } from '../../src/advisor/proposal.ts';
import { ALWAYS, smallPack } from './support/small-pack.ts';
import { say, situationOf } from './support/statements.ts';

const proposal = { route: 'tune-rag' as const, restsOn: ['a'] };
const before = situationOf({ a: true, b: true });

describe("a reader's proposal counts on after a turn without a new one", () => {
  test('while the facts it rests on stand and nothing new is known', () => {
    expect(keepProposal(proposal, before, before)).toBe(proposal);
  });

  test('also when a fact goes that it does not rest on', () => {
    expect(keepProposal(proposal, before, situationOf({ a: true }))).toBe(proposal);
  });

  test('also when it rests on nothing', () => {
    const free = { ...proposal, restsOn: [] };
    expect(keepProposal(free, before, situationOf({}))).toBe(free);
  });
});

describe('it counts no longer', () => {
  test('when there was none', () => {
    expect(keepProposal(undefined, before, before)).toBeUndefined();
  });

  test.each([
    ['a new fact is known', situationOf({ a: true, b: true, c: false })],
    ['a fact it rests on has another value', situationOf({ a: false, b: true })],
    ['any fact has another value', situationOf({ a: true, b: false })],
    ['a fact it rests on is gone', situationOf({ b: true })],
    [
      'people differ about a fact it rests on',
      {
        ...situationOf({ b: true }),
        conflicts: [{ key: 'a', statements: [say('a', true), say('a', false)] }],
      },
    ],
  ])('when %s', (_, after) => {
    expect(keepProposal(proposal, before, after)).toBeUndefined();
  });
});

describe('a proposal that weighs words', () => {
  const pack = smallPack({
    problems: [
      {
        id: 'one',
        sentence: 'So.',
        when: { fact: 'a', is: true },
        rungs: [{ route: 'rag-first', sentence: 'So.' }],
      },
      ALWAYS,
    ],
    open: {},
    needs: { 'rag-first': [{ fact: 'b', is: true }] },
  });
  const weighed = { ...proposal, restsOn: [], against: ['rag-first' as const] };
  const since = { earlier: undefined, told: true, changed: [], newest: 2_000, before, after: before };

  test('has a say in the first verdict', () => {
    expect(nextProposal(weighed, { ...since, told: false }, pack)).toEqual({
      ...weighed,
      weighedUpTo: 2_000,
    });
  });

  test('and none later: what people answer then counts', () => {
    expect(nextProposal(weighed, since, pack)).toBeUndefined();
    expect(
      nextProposal(weighed, { ...since, after: situationOf({ a: true, c: true }) }, pack),
    ).toBeUndefined();
  });

  test('stands while the facts lead the rules where they led before', () => {
    const more = { ...since, earlier: weighed, after: situationOf({ a: true, c: true }) };
    expect(nextProposal(undefined, more, pack)).toBe(weighed);
    expect(nextProposal({ ...weighed, route: 'curate' }, more, pack)).toBe(weighed);
  });

  test('falls when the facts make the rules recommend what they did not: more of them, or one that is confirmed', () => {
    const sure = situationOf({ a: true, b: true });
    for (const before of [situationOf({ a: true }), situationOf({ b: true }, { a: true })])
      expect(
        nextProposal(undefined, { ...since, earlier: weighed, before, after: sure }, pack),
      ).toBeUndefined();
  });

  test('stands where they recommended it before, whatever else is told', () => {
    const more = { ...since, earlier: weighed, after: situationOf({ a: true, b: true, c: true }) };
    expect(nextProposal(undefined, more, pack)).toBe(weighed);
    expect(nextProposal(undefined, { ...more, after: before }, pack)).toBe(weighed);
  });

  test('falls when they lead elsewhere, or are no longer what it rests on', () => {
    const turned = { ...since, earlier: weighed, after: situationOf({ a: false }) };
    expect(nextProposal(undefined, turned, pack)).toBeUndefined();
    const resting = { ...weighed, restsOn: ['c'] };
    const [known, other] = [situationOf({ a: true, c: true }), situationOf({ a: true, c: false })];
    const at = { ...since, earlier: resting, before: known };
    expect(nextProposal(undefined, { ...at, after: known }, pack)).toBe(resting);
    expect(nextProposal(undefined, { ...at, after: other }, pack)).toBeUndefined();
  });

  test('falls when words that it weighed are changed or taken back, unless they say the same once more', () => {
    const earlier = { ...weighed, weighedUpTo: 2_000 };
    const changed = { ...since, earlier, changed: [1_000] };
    expect(nextProposal(undefined, changed, pack)).toBeUndefined();
    expect(nextProposal({ ...weighed, route: 'curate' }, changed, pack)).toBeUndefined();
    expect(nextProposal(weighed, changed, pack)).toBe(earlier);
    // "Thanks", said and taken back later, was never weighed.
    expect(nextProposal(undefined, { ...changed, changed: [3_000] }, pack)).toBe(earlier);
    // Of one that was kept by an older version nobody knows.
    expect(nextProposal(undefined, { ...changed, earlier: weighed, changed: [3_000] }, pack)).toBeUndefined();
  });

  test('while one that judges counts whenever it is made', () => {
    expect(nextProposal(proposal, since, pack)).toBe(proposal);
    expect(nextProposal(undefined, { ...since, earlier: proposal }, pack)).toBe(proposal);
  });
});
