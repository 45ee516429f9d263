import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Statement } from '../../src/advisor/fact.ts';
import { merge } from '../../src/advisor/merge.ts';
import type { Pack } from '../../src/advisor/pack.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { statements } from './support/generated.ts';
import { START } from './support/statements.ts';

describe('of whatever is said', () => {
  let pack: Pack;
  beforeAll(async () => {
    pack = await ownPack();
  });

  test('the order of arrival does not matter', () => {
    fc.assert(
      fc.property(
        statements(pack).chain((said) =>
          fc.tuple(fc.constant(said), fc.shuffledSubarray(said, { minLength: said.length })),
        ),
        ([said, shuffled]) => {
          expect(merge(shuffled, pack.vocabulary)).toEqual(merge(said, pack.vocabulary));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('being told of the same statement twice changes nothing', () => {
    fc.assert(
      fc.property(statements(pack), (said) => {
        expect(merge([...said, ...said], pack.vocabulary)).toEqual(merge(said, pack.vocabulary));
      }),
      { numRuns: 500 },
    );
  });

  test('every key is known, disputed or unknown, never two of them, and nothing is made up', () => {
    fc.assert(
      fc.property(statements(pack), (said) => {
        const { facts, conflicts } = merge(said, pack.vocabulary);
        const keys = [...facts, ...conflicts].map(({ key }) => key);
        // What takes a disputed fact for granted waits until the dispute has ended.
        const waiting = conflicts.flatMap(({ key }) => pack.vocabulary.get(key)?.presumed_by ?? []);
        const missing = said.map(({ key }) => key).filter((key) => !keys.includes(key));
        expect(missing.filter((key) => !waiting.some(({ fact }) => fact === key))).toEqual([]);
        expect(keys.filter((key) => !said.some((statement) => statement.key === key))).toEqual([]);
        expect(keys).toHaveLength(new Set(keys).size);
        for (const { replaced, ...fact } of facts) expect(said).toContainEqual(fact);
        for (const { statements: sides } of conflicts) {
          expect(new Set(sides.map(({ evidence }) => evidence.author)).size).toBe(sides.length);
          expect(new Set(sides.map(({ value }) => value)).size).toBeGreaterThan(1);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('only how long ago things were said from each other counts, not when', () => {
    fc.assert(
      fc.property(statements(pack), (said) => {
        const later = said.map((each) => ({
          ...each,
          evidence: { ...each.evidence, at: each.evidence.at + START },
        }));
        const values = (list: Statement[]) => {
          const { facts, conflicts } = merge(list, pack.vocabulary);
          return [facts.map(({ key, value }) => [key, value]), conflicts.map(({ key }) => key)];
        };
        expect(values(later)).toEqual(values(said));
      }),
      { numRuns: 300 },
    );
  });
});
