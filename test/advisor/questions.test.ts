import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FactValue } from '../../src/advisor/fact.ts';
import type { Pack } from '../../src/advisor/pack.ts';
import { openQuestions } from '../../src/advisor/questions.ts';
import type { Route } from '../../src/advisor/routes.ts';
import { type Situation, valuesOf } from '../../src/advisor/situation.ts';
import { decide } from '../../src/advisor/verdict.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { situations } from './support/generated.ts';
import { ALWAYS, smallPack } from './support/small-pack.ts';
import { say, situationOf } from './support/statements.ts';

const asked = (situation: Situation, from: Pack): string[] =>
  openQuestions(situation, decide(situation, from), from).map(({ fact }) => fact);

const rung = (route: string, more: object = {}) => ({ route, sentence: 'So.', ...more });
const PROBLEMS = [
  {
    id: 'one',
    sentence: 'So.',
    when: { fact: 'a', is: true },
    rungs: [rung('rag-first', { passed: { fact: 'b', is: true } })],
  },
  { id: 'two', sentence: 'So.', when: { fact: 'a', is: true }, rungs: [rung('fix-data')] },
  ALWAYS,
];

describe('the open questions', () => {
  test('are the unknown facts whose answer could change the route, and no others', () => {
    expect(asked(situationOf({ a: true }), smallPack({ problems: PROBLEMS }))).toEqual(['b']);
    expect(asked(situationOf({}), smallPack({ problems: PROBLEMS }))).toEqual(['a']);
  });

  test('are put in the words of the vocabulary', () => {
    const pack = smallPack({ problems: PROBLEMS });
    const situation = situationOf({ a: true });
    expect(openQuestions(situation, decide(situation, pack), pack)).toEqual([{ fact: 'b', text: 'b?' }]);
  });

  test('begin with what people differ about', () => {
    const conflicts = [{ key: 'd', statements: [say('d', true), say('d', false, { by: 'ben' })] }];
    expect(asked({ ...situationOf({ a: true }), conflicts }, smallPack({ problems: PROBLEMS }))).toEqual([
      'd',
      'b',
    ]);
  });

  test('then come first where the recommendation lacks them', () => {
    const pack = smallPack({ problems: PROBLEMS, needs: { 'rag-first': [{ fact: 'c', is: true }] } });
    expect(asked(situationOf({ a: true }), pack)).toEqual(['c', 'b']);
  });

  test('prefer what the route asks for first', () => {
    const pack = smallPack({ problems: PROBLEMS, ask: { 'rag-first': ['d'] } });
    expect(asked(situationOf({ a: true }), pack)).toEqual(['b', 'd']);
    expect(
      asked(situationOf({ a: true }), smallPack({ problems: PROBLEMS, ask: { 'rag-first': ['b'] } })),
    ).toEqual(['b']);
  });

  test('leave out what would be out of place', () => {
    const facts = { b: { ask_when: { fact: 'c', is: true } } };
    const pack = smallPack({ problems: PROBLEMS, facts });
    expect(asked(situationOf({ a: true }), pack)).toEqual([]);
    expect(asked(situationOf({ a: true, c: true }), pack)).toEqual(['b']);
  });

  test('leave out what the experiment will show, and what asks for the same', () => {
    const ask: Partial<Record<Route, string[]>> = { 'rag-first': ['b', 'd'] };
    const pack = smallPack({ problems: PROBLEMS, ask });
    const situation = situationOf({ a: true });
    const found = (from: Pack, keys: string[]) =>
      openQuestions(situation, decide(situation, from), from, keys).map(({ fact }) => fact);
    expect(found(pack, [])).toEqual(['b', 'd']);
    expect(found(pack, ['b'])).toEqual(['d']);
    const same = smallPack({ problems: PROBLEMS, facts: { b: { asked_as: 'n' } } });
    expect(found(same, ['n'])).toEqual([]);
  });

  test('ask for the same thing once, and not at all where either of the two is known', () => {
    const problems = [
      {
        id: 'one',
        sentence: 'So.',
        when: {
          any: [
            { fact: 'c', is: true },
            { fact: 'n', atLeast: 10 },
          ],
        },
        rungs: [rung('rag-first')],
      },
      ALWAYS,
    ];
    const pack = smallPack({ problems, facts: { c: { asked_as: 'n' } } });
    expect(asked(situationOf({}), pack)).toEqual(['n']);
    expect(asked(situationOf({ c: false }), pack)).toEqual([]);
    expect(asked(situationOf({ n: 3 }), pack)).toEqual([]);
  });

  test("are put in the route's own words where it has some that fit", () => {
    const pack = smallPack({ problems: PROBLEMS });
    const guide = pack.guidance.get('rag-first');
    if (!guide) throw new Error('The small pack lacks a route.');
    const questions = {
      b: [
        { when: { fact: 'c', is: true }, text: 'With c, what of b?', cite: [] },
        { text: 'What of b?', cite: [] },
      ],
    };
    const guidance = new Map(pack.guidance).set('rag-first', {
      ...guide,
      voice: { ...guide.voice, questions },
    });
    const texts = (situation: Situation) =>
      openQuestions(situation, decide(situation, pack), { ...pack, guidance }).map(({ text }) => text);
    expect(texts(situationOf({ a: true }))).toEqual(['What of b?']);
    expect(texts(situationOf({ a: true, c: true }))).toEqual(['With c, what of b?']);
  });

  test('are none where the subject is not ours, except whether there is a job of our kind', () => {
    const off = [
      {
        id: 'off',
        sentence: 'So.',
        when: { all: [] },
        rungs: [rung('ask-more', { standing: 'out-of-scope' })],
      },
    ];
    expect(asked(situationOf({}), smallPack({ problems: off, ask: { 'ask-more': ['a', 'b'] } }))).toEqual([]);
  });

  test('weigh as the vocabulary says', () => {
    const needs = { 'rag-first': [{ fact: 'c', is: true }] };
    expect(
      asked(
        situationOf({ a: true }),
        smallPack({ problems: PROBLEMS, needs, facts: { c: { weight: 0.2 } } }),
      ),
    ).toEqual(['b', 'c']);
    expect(
      asked(situationOf({ a: true }), smallPack({ problems: PROBLEMS, needs, facts: { c: { weight: 0 } } })),
    ).toEqual(['b']);
  });
});

describe('with our own pack', () => {
  let pack: Pack;
  beforeAll(async () => {
    pack = await ownPack();
  });

  test('nobody is asked about what is known, nor twice, nor about what does not exist', () => {
    fc.assert(
      fc.property(situations(pack), (situation) => {
        const keys = asked(situation, pack);
        const known = valuesOf(situation);
        expect(keys.filter((key) => known.has(key) || !pack.vocabulary.has(key))).toEqual([]);
        expect(new Set(keys).size).toBe(keys.length);
        const disputed = situation.conflicts.map(({ key }) => key);
        expect(keys.slice(0, disputed.length)).toEqual(disputed);
      }),
      { numRuns: 200 },
    );
  });

  test('what goes wrong is asked in words of its own on every route that may ask for it', () => {
    const silent = [...pack.guidance.values()].filter(({ voice }) => !voice.questions.gap);
    // Where price or speed is the trouble, nobody is asked what goes wrong.
    expect(silent.map(({ route }) => route)).toEqual(['start-small']);
  });

  test('who told nothing is asked at least three questions', () => {
    expect(asked(situationOf({}), pack).length).toBeGreaterThanOrEqual(3);
  });

  test('what a recommendation lacks is asked for, unless it makes no sense to ask or is known otherwise', () => {
    const ready: Record<string, FactValue> = { gap: 'knowledge', use_case: 'concrete' };
    expect(asked(situationOf(ready), pack)[0]).toBe('has_retrieval');
  });
});
