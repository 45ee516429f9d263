import { describe, expect, test } from '@jest/globals';
import { ROUTES } from '../../src/advisor/routes.ts';
import type { Situation } from '../../src/advisor/situation.ts';
import { decide, rulesRecommend } from '../../src/advisor/verdict.ts';
import { ALWAYS, smallPack } from './support/small-pack.ts';
import { situationOf } from './support/statements.ts';

const pack = smallPack({
  problems: [
    {
      id: 'off',
      sentence: 'Not our subject.',
      when: { fact: 'd', is: true },
      rungs: [{ route: 'ask-more', standing: 'out-of-scope', sentence: 'So.' }],
    },
    {
      id: 'one',
      sentence: 'It is so.',
      when: { fact: 'a', is: true },
      rungs: [{ route: 'rag-first', sentence: 'So.' }],
    },
    {
      id: 'two',
      sentence: 'It is so.',
      when: { fact: 'c', is: true },
      rungs: [{ route: 'rag-first', sentence: 'So.' }],
    },
    ALWAYS,
  ],
  open: { 'fine-tune': { fact: 'b', is: true } },
  needs: { 'rag-first': [{ fact: 'b', is: false }], 'fine-tune': [{ fact: 'n', atLeast: 10 }] },
});

describe('without a proposal the rules decide', () => {
  test('a route is recommended when all that it needs is stated', () => {
    expect(decide(situationOf({ a: true, b: false }), pack)).toMatchObject({
      route: 'rag-first',
      standing: 'recommended',
      decidedBy: 'rules',
      problem: 'one',
      reasons: ['a'],
      missing: [],
    });
  });

  test('what is missing makes it a question', () => {
    expect(decide(situationOf({ a: true }), pack)).toMatchObject({ standing: 'ask', missing: ['b'] });
    expect(decide(situationOf({ a: true, b: true }), pack)).toMatchObject({
      standing: 'ask',
      missing: ['b'],
    });
  });

  test('our own reading may lead to a route, but recommends nothing', () => {
    expect(decide(situationOf({ b: false }, { a: true }), pack)).toMatchObject({
      route: 'rag-first',
      standing: 'ask',
      reasons: ['a'],
    });
    expect(decide(situationOf({ a: true }, { b: false }), pack)).toMatchObject({
      standing: 'ask',
      missing: ['b'],
    });
  });

  test('a fact corrected by hand counts like a stated one', () => {
    const { facts } = situationOf({ a: true, b: false });
    const corrected: Situation = {
      facts: facts.map((fact) => ({ ...fact, state: 'corrected' })),
      conflicts: [],
    };
    expect(decide(corrected, pack).standing).toBe('recommended');
  });

  test('what is recommended names only stated reasons, though our readings pointed to another problem', () => {
    expect(decide(situationOf({ c: true, b: false }, { a: true }), pack)).toMatchObject({
      route: 'rag-first',
      standing: 'recommended',
      problem: 'two',
      reasons: ['c'],
    });
  });

  test('asking more is never recommended', () => {
    expect(decide(situationOf({}), pack)).toMatchObject({
      route: 'ask-more',
      standing: 'ask',
      problem: 'nothing',
    });
  });

  test('what is not our subject is out of scope', () => {
    expect(decide(situationOf({ d: true, a: true }), pack)).toMatchObject({
      route: 'ask-more',
      standing: 'out-of-scope',
    });
  });
});

describe("a reader's proposal", () => {
  test('is followed where its route is open, with the known facts it rests on as reasons', () => {
    const proposal = { route: 'tune-rag' as const, restsOn: ['b', 'c', 'no_such_fact'] };
    expect(decide(situationOf({ a: true, b: false }), pack, proposal)).toMatchObject({
      route: 'tune-rag',
      decidedBy: 'reader',
      ownRoute: 'rag-first',
      reasons: ['b'],
      standing: 'recommended',
    });
  });

  test('is not followed through a closed gate', () => {
    const proposal = { route: 'fine-tune' as const, restsOn: ['a'] };
    expect(decide(situationOf({ a: true, b: false }), pack, proposal)).toMatchObject({
      route: 'rag-first',
      decidedBy: 'rules',
    });
    expect(decide(situationOf({ a: true }, { b: true }), pack, proposal).route).toBe('rag-first');
  });

  test('through an open gate it is no recommendation while something is missing', () => {
    const proposal = { route: 'fine-tune' as const, restsOn: ['a'] };
    expect(decide(situationOf({ a: true, b: true }), pack, proposal)).toMatchObject({
      route: 'fine-tune',
      standing: 'ask',
      missing: ['n'],
    });
    expect(decide(situationOf({ a: true, b: true, n: 10 }), pack, proposal).standing).toBe('recommended');
  });

  test('recommends on stated facts alone', () => {
    const proposal = { route: 'rag-first' as const, restsOn: ['a', 'c'] };
    expect(decide(situationOf({ b: false }, { a: true }), pack, proposal)).toMatchObject({
      standing: 'recommended',
      decidedBy: 'reader',
      reasons: [],
    });
  });

  test.each(ROUTES)('never takes what is not our subject into scope: %s', (route) => {
    expect(decide(situationOf({ d: true, b: true }), pack, { route, restsOn: ['b'] })).toMatchObject({
      route: 'ask-more',
      standing: 'out-of-scope',
      decidedBy: 'rules',
    });
  });
});

describe('a proposal that speaks against some routes', () => {
  const proposal = { route: 'tune-rag' as const, restsOn: ['b'], against: ['rag-first' as const] };

  test('is followed in place of one of them, and recommends nothing', () => {
    expect(decide(situationOf({ a: true }), pack, proposal)).toMatchObject({
      route: 'tune-rag',
      decidedBy: 'reader',
      weighed: true,
      standing: 'ask',
      ownRoute: 'rag-first',
    });
  });

  test('is let go where the rules take another', () => {
    const verdict = decide(situationOf({ a: true, b: false }), pack, { ...proposal, against: ['curate'] });
    expect(verdict).toMatchObject({ route: 'rag-first', decidedBy: 'rules', standing: 'recommended' });
    expect(verdict.weighed).toBeUndefined();
  });

  test('is followed in place of what the rules recommend, too: where two readers differ, nothing is recommended', () => {
    const told = situationOf({ a: true, b: false });
    expect(rulesRecommend(told, pack)).toBe(true);
    expect(decide(told, pack, proposal)).toMatchObject({
      route: 'tune-rag',
      standing: 'ask',
      decidedBy: 'reader',
      ownRoute: 'rag-first',
    });
  });

  test('is not heard where the rules recommend and a number is among their reasons: words know nothing of numbers', () => {
    const counted = smallPack({
      problems: [
        {
          id: 'one',
          sentence: 'It is so.',
          when: { fact: 'n', atLeast: 10 },
          rungs: [{ route: 'rag-first', sentence: 'So.' }],
        },
        ALWAYS,
      ],
      needs: { 'rag-first': [{ fact: 'b', is: false }] },
    });
    expect(decide(situationOf({ n: 20, b: false }), counted, proposal)).toMatchObject({
      route: 'rag-first',
      standing: 'recommended',
      decidedBy: 'rules',
    });
    expect(decide(situationOf({ n: 20 }), counted, proposal).route).toBe('tune-rag');
  });

  test('opens no gate', () => {
    const verdict = decide(situationOf({ a: true }), pack, { ...proposal, route: 'fine-tune' });
    expect(verdict).toMatchObject({ route: 'rag-first', decidedBy: 'rules' });
  });

  test('sends nobody back to what is done', () => {
    const laddered = smallPack({
      problems: [
        {
          id: 'one',
          sentence: 'It is so.',
          when: { fact: 'a', is: true },
          rungs: [
            { route: 'rag-first', passed: { fact: 'c', is: true }, sentence: 'So.' },
            { route: 'tune-rag', sentence: 'So.' },
          ],
        },
        ALWAYS,
      ],
      open: {},
      needs: {},
    });
    const back = { route: 'rag-first' as const, restsOn: [], against: ['tune-rag' as const] };
    expect(decide(situationOf({ a: true, c: true }), laddered, back)).toMatchObject({
      route: 'tune-rag',
      decidedBy: 'rules',
    });
  });
});
