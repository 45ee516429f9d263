import { describe, expect, test } from '@jest/globals';
import { keepProposal } from '../../src/advisor/proposal.ts';
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
