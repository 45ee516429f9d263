import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assess } from '../../src/advisor/assessment.ts';
import { flips } from '../../src/advisor/flips.ts';
import type { Pack } from '../../src/advisor/pack.ts';
import { isInPlace } from '../../src/advisor/questions.ts';
import { valuesOf } from '../../src/advisor/situation.ts';
import type { FactDefinition } from '../../src/advisor/vocabulary.ts';
import { routeWith, valuesToTry } from '../../src/advisor/what-if.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { decisions, situations } from './support/generated.ts';
import { ALWAYS, smallPack } from './support/small-pack.ts';
import { situationOf } from './support/statements.ts';

let pack: Pack;
beforeAll(async () => {
  pack = await ownPack();
});

const rung = (route: string) => ({ route, sentence: 'So.' });
const when = (...facts: string[]) => ({ all: facts.map((fact) => ({ fact, is: true })) });

describe('what would change the route', () => {
  const small = smallPack({
    problems: [
      { id: 'one', sentence: 'So.', when: when('a', 'b'), rungs: [rung('rag-first')] },
      { id: 'two', sentence: 'So.', when: { fact: 'n', atLeast: 10 }, rungs: [rung('fix-data')] },
      ALWAYS,
    ],
  });

  test('is one fact where one is enough, the same route shown once', () => {
    expect(flips(situationOf({ a: true }), small)).toEqual([
      { facts: [{ key: 'b', value: true }], route: 'rag-first' },
      { facts: [{ key: 'n', value: 10 }], route: 'fix-data' },
    ]);
  });

  test('may be a known fact that turns out to be otherwise', () => {
    expect(flips(situationOf({ a: true, b: true, c: false, d: false, n: 5 }), small)).toEqual([
      { facts: [{ key: 'a', value: false }], route: 'ask-more' },
    ]);
  });

  test('is two facts where no single one is enough', () => {
    const deep = smallPack({
      problems: [{ id: 'one', sentence: 'So.', when: when('a', 'b'), rungs: [rung('rag-first')] }, ALWAYS],
    });
    expect(flips(situationOf({}), deep)).toEqual([
      {
        facts: [
          { key: 'a', value: true },
          { key: 'b', value: true },
        ],
        route: 'rag-first',
      },
    ]);
  });

  test('begins with what is asked now, in that order, then with what is unknown, then with what is stated', () => {
    const pack = smallPack({
      problems: [
        { id: 'one', sentence: 'So.', when: when('a'), rungs: [rung('rag-first')] },
        { id: 'two', sentence: 'So.', when: when('b'), rungs: [rung('fix-data')] },
        { id: 'three', sentence: 'So.', when: when('c'), rungs: [rung('curate')] },
        ALWAYS,
      ],
    });
    const questions = [
      { fact: 'c', text: 'c?' },
      { fact: 'b', text: 'b?' },
    ];
    const keys = (list: ReturnType<typeof flips>) => list.map(({ facts }) => facts[0]?.key);
    expect(keys(flips(situationOf({}), pack, questions))).toEqual(['c', 'b', 'a']);
    expect(keys(flips(situationOf({ c: true }), pack, []))).toEqual(['a', 'b', 'c']);
  });

  test('names what is out of place only where nothing else flips the route', () => {
    const problems = [
      { id: 'one', sentence: 'So.', when: when('a'), rungs: [rung('rag-first')] },
      { id: 'two', sentence: 'So.', when: when('b'), rungs: [rung('fix-data')] },
      ALWAYS,
    ];
    const outOfPlace = { ask_when: { fact: 'd', is: true } };
    const routes = (facts: Record<string, object>) =>
      flips(situationOf({}), smallPack({ problems, facts })).map(({ route }) => route);
    expect(routes({ a: outOfPlace })).toEqual(['fix-data']);
    expect(routes({ a: outOfPlace, b: outOfPlace })).toEqual(['rag-first', 'fix-data']);
  });

  test('is nothing where neither one nor two facts are enough', () => {
    const deeper = smallPack({
      problems: [
        { id: 'one', sentence: 'So.', when: when('a', 'b', 'c'), rungs: [rung('rag-first')] },
        ALWAYS,
      ],
    });
    expect(flips(situationOf({}), deeper)).toEqual([]);
  });
});

describe('of any situation', () => {
  test('each one shown does flip, and no smaller set does', () => {
    fc.assert(
      fc.property(situations(pack), (situation) => {
        const now = routeWith(situation, [], pack);
        const values = valuesOf(situation);
        const shown = flips(situation, pack);
        for (const { facts, route } of shown) {
          expect(route).not.toBe(now);
          expect(routeWith(situation, facts, pack)).toBe(route);
          if (facts.length < 2) continue;
          for (const fact of facts) expect(routeWith(situation, [fact], pack)).toBe(now);
        }
        expect(new Set(shown.map(({ route }) => route)).size).toBe(shown.length);
        // Whatever single fact flips that one could ask about, some single fact is shown for that route.
        const bySingle = (definitions: FactDefinition[]) => {
          const routes = definitions.flatMap((definition) =>
            valuesToTry(definition)
              .filter((value) => values.get(definition.key) !== value)
              .map((value) => routeWith(situation, [{ key: definition.key, value }], pack)),
          );
          return new Set(routes.filter((route) => route !== now));
        };
        const all = [...pack.vocabulary.values()];
        const likely = bySingle(all.filter((definition) => isInPlace(definition, values, pack)));
        const expected = likely.size > 0 ? likely : bySingle(all);
        if (expected.size > 0) expect(new Set(shown.map(({ route }) => route))).toEqual(expected);
      }),
      { numRuns: 80 },
    );
  });

  test('an assessment shows no flip to the route that it already has', () => {
    fc.assert(
      fc.property(decisions(pack), ({ situation, proposal }) => {
        const assessment = assess(situation, pack, proposal);
        expect(assessment.flips.map(({ route }) => route)).not.toContain(assessment.verdict.route);
      }),
      { numRuns: 80 },
    );
  });
});
