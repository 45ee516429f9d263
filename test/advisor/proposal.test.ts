import { describe, expect, test } from '@jest/globals';
import { keepProposal, nextProposal } from '../../src/advisor/proposal.ts';
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
  const weighed = { ...proposal, against: ['rag-first' as const] };
  const told = { earlier: undefined, told: true };

  test('counts at once while no verdict was told', () => {
    expect(nextProposal(weighed, { earlier: undefined, told: false }, before, before)).toBe(weighed);
  });

  test('and later only with something new: words alone change no verdict', () => {
    expect(nextProposal(weighed, told, before, before)).toBeUndefined();
    expect(nextProposal(weighed, { earlier: proposal, told: true }, before, before)).toBe(proposal);
    expect(nextProposal(weighed, told, before, situationOf({ a: true, b: true, c: true }))).toBe(weighed);
  });

  test('while one that judges counts whenever it is made', () => {
    expect(nextProposal(proposal, told, before, before)).toBe(proposal);
  });
});
