import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FactState, FactValue, Recorded } from '../../src/advisor/fact.ts';
import { merge, withoutMessage } from '../../src/advisor/merge.ts';
import type { Pack } from '../../src/advisor/pack.ts';
import { prune } from '../../src/advisor/prune.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { valuesOfFact } from './support/generated.ts';
import { DAY_MS, START, say } from './support/statements.ts';

const STATES: readonly (FactState | 'removed')[] = [
  'stated',
  'stated',
  'stated',
  'inferred',
  'corrected',
  'removed',
];

/** How many different figures somebody may give for a fact before the oldest is not remembered. */
const FIGURES = 6;

let pack: Pack;
beforeAll(async () => {
  pack = await ownPack();
});

/**
 * A long talk of two people about few facts, in sentences that carry several of them: the messages in order of arrival,
 * now and then one that was written earlier.
 */
function talks(): fc.Arbitrary<Recorded[][]> {
  const few = fc.subarray([...pack.vocabulary.values()], { minLength: 1, maxLength: 3 });
  return few.chain((definitions) => {
    const fact = fc.constantFrom(...definitions).chain((definition) => {
      const values: FactValue[] = valuesOfFact(definition, pack);
      const some = definition.type === 'choice' ? values : values.slice(0, FIGURES);
      return fc.record({
        key: fc.constant(definition.key),
        value: fc.constantFrom(...some),
        state: fc.constantFrom(...STATES),
        sentence: fc.constantFrom('first', 'second'),
      });
    });
    const message = fc.record({
      author: fc.constantFrom('ana', 'ana', 'ben'),
      facts: fc.array(fact, { minLength: 1, maxLength: 3 }),
      /** Long pauses now and then, so that a conflict may have aged; a step back for what arrives late. */
      days: fc.constantFrom(0, 0, 0, 0, 1, 5, 15, -1),
    });
    return fc.array(message, { minLength: 1, maxLength: 40, size: 'max' }).map((messages) => {
      let day = 0;
      return messages.map(({ author, facts, days }, index) => {
        day = Math.max(0, day + days);
        return facts.map(({ key, value, state, sentence }): Recorded => {
          const at = START + day * DAY_MS;
          return { key, value, state, evidence: { quote: sentence, author, at, message: `m${index}` } };
        });
      });
    });
  });
}

/** What is left in a case file after message upon message, each pruned when it is written. */
function prunedTurnByTurn(talk: readonly (readonly Recorded[])[]): Recorded[] {
  let kept: Recorded[] = [];
  for (const message of talk) kept = prune([...kept, ...message], pack.vocabulary);
  return kept;
}

const saysTheSame = (a: Recorded, b: Recorded): boolean =>
  a.key === b.key && a.value === b.value && a.state === b.state && a.evidence.author === b.evidence.author;

const situation = (statements: readonly Recorded[]) => merge(statements, pack.vocabulary);

describe('of whatever is said, message upon message', () => {
  test('what is kept amounts to what all of it amounts to, at every moment', () => {
    fc.assert(
      fc.property(talks(), (talk) => {
        let kept: Recorded[] = [];
        for (const [index, message] of talk.entries()) {
          kept = prune([...kept, ...message], pack.vocabulary);
          expect(situation(kept)).toEqual(situation(talk.slice(0, index + 1).flat()));
        }
      }),
      { numRuns: 150 },
    );
  });

  test('also after the two latest messages are deleted in which somebody said the same', () => {
    const withOne = talks().chain((talk) => fc.tuple(fc.constant(talk), fc.constantFrom(...talk.flat())));
    fc.assert(
      fc.property(withOne, ([talk, one]) => {
        const again = talk.flat().filter((each) => saysTheSame(each, one));
        const gone = [...new Set(again.map(({ evidence }) => evidence.message))].slice(-2);
        const left = (statements: readonly Recorded[]) =>
          gone.reduce<readonly Recorded[]>(withoutMessage, statements);
        expect(situation(left(prunedTurnByTurn(talk)))).toEqual(situation(left(talk.flat())));
      }),
      { numRuns: 400 },
    );
  });

  test('also after all of one person is forgotten', () => {
    const others = (statements: readonly Recorded[]) =>
      statements.filter(({ evidence }) => evidence.author !== 'ana');
    fc.assert(
      fc.property(talks(), (talk) => {
        expect(situation(others(prunedTurnByTurn(talk)))).toEqual(situation(others(talk.flat())));
      }),
      { numRuns: 250 },
    );
  });

  test('nothing is kept that was not said, and pruning again takes nothing more', () => {
    fc.assert(
      fc.property(talks(), (talk) => {
        const all = talk.flat();
        const kept = prune(all, pack.vocabulary);
        expect(all.filter((statement) => kept.includes(statement))).toEqual(kept);
        expect(prune(kept, pack.vocabulary)).toEqual(kept);
      }),
      { numRuns: 250 },
    );
  });
});

describe('a case file', () => {
  test('keeps six of a thousand messages in which one person says the same', () => {
    const said = Array.from({ length: 1_000 }, (_, day) => say('has_rag', true, { day }));
    expect(prunedTurnByTurn(said.map((each) => [each])).length).toBeLessThanOrEqual(6);
  });

  test('does not grow with figures that change every day, and still tells the last change', () => {
    const said = Array.from({ length: 200 }, (_, day) =>
      say('examples', 100 * 2 ** (day % 40) + day, { day }),
    );
    const kept = prunedTurnByTurn(said.map((each) => [each]));
    expect(kept.length).toBeLessThanOrEqual(FIGURES * 6);
    expect(situation(kept)).toEqual(situation(said));
  });

  test('keeps an old word of one person, however much another says', () => {
    const old = say('has_rag', false, { by: 'ben' });
    const said = Array.from({ length: 100 }, (_, day) => say('has_rag', true, { day }));
    expect(prunedTurnByTurn([[old], ...said.map((each) => [each])])).toContainEqual(old);
  });
});
