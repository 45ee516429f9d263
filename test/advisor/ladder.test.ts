import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gateOpen } from '../../src/advisor/gates.ts';
import { ladderFor } from '../../src/advisor/ladder.ts';
import type { Pack } from '../../src/advisor/pack.ts';
import { ROUTES } from '../../src/advisor/routes.ts';
import { type Situation, valuesOf } from '../../src/advisor/situation.ts';
import { decide, type Proposal } from '../../src/advisor/verdict.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { decisions } from './support/generated.ts';
import { situationOf } from './support/statements.ts';

let pack: Pack;
beforeAll(async () => {
  pack = await ownPack();
});

const ladderOf = (situation: Situation, proposal?: Proposal) =>
  ladderFor(decide(situation, pack, proposal), valuesOf(situation), pack);

test('the ladder shows where the team stands, at most two rungs on, and fine-tuning last', () => {
  const ladder = ladderOf(situationOf({ gap: 'knowledge', has_retrieval: false, use_case: 'concrete' }));
  expect(ladder.here).toBe('rag-first');
  expect(ladder.next.length).toBeGreaterThan(0);
  expect(ladder.last).toEqual(['fine-tune']);
});

test('a cheaper rung that nobody spoke about is a hint to check first', () => {
  const situation = situationOf({ search_fault: 'misses', gap: 'search' });
  expect(ladderOf(situation).here).toBe('tune-rag');
  expect(ladderOf(situation).checkFirst).toHaveLength(1);
});

test.each(['ask-more', 'curate', 'do-not-fine-tune', 'ftaas'] as const)(
  '%s stands beside the ladder',
  (route) => {
    const situation = situationOf({
      many_models: true,
      pays_back: false,
      people_decide: true,
      use_case: 'concrete',
    });
    const ladder = ladderOf(situation, { route, restsOn: [] });
    expect(ladder).toEqual({ checkFirst: [], here: route, next: [], last: [] });
  },
);

test('of any situation, it has at most five names, each once, and what was passed or is closed does not come next', () => {
  fc.assert(
    fc.property(decisions(pack), ({ situation, proposal }) => {
      const { checkFirst, here, next, last } = ladderOf(situation, proposal);
      const names = [...checkFirst, here, ...next, ...last];
      expect(names.length).toBeLessThanOrEqual(5);
      expect(new Set(names).size).toBe(names.length);
      const verdict = decide(situation, pack, proposal);
      expect(here).toBe(verdict.route);
      const passed = verdict.trace.filter(({ outcome }) => outcome === 'passed').map(({ route }) => route);
      expect(next.filter((route) => passed.includes(route))).toEqual([]);
      if (checkFirst[0]) expect(ROUTES.indexOf(checkFirst[0])).toBeLessThan(ROUTES.indexOf(here));
      for (const route of next) expect(gateOpen(route, valuesOf(situation), pack)).toBe(true);
    }),
    { numRuns: 800 },
  );
});

test('of any situation, a hint is about a rung of which no fact is known', () => {
  fc.assert(
    fc.property(decisions(pack), ({ situation, proposal }) => {
      const [hint] = ladderOf(situation, proposal).checkFirst;
      if (!hint) return;
      const touchedBy = pack.guidance.get(hint)?.touched_by ?? [];
      expect(touchedBy.filter((key) => valuesOf(situation).has(key))).toEqual([]);
    }),
    { numRuns: 800 },
  );
});
