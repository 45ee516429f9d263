import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { holds } from '../../src/advisor/evaluate.ts';
import type { Pack } from '../../src/advisor/pack.ts';
import { ROUTES, type Route } from '../../src/advisor/routes.ts';
import { FIRM, valuesOf } from '../../src/advisor/situation.ts';
import { decide } from '../../src/advisor/verdict.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { decisions, proposalsFor, situations } from './support/generated.ts';

let pack: Pack;
beforeAll(async () => {
  pack = await ownPack();
});

const RUNS = { numRuns: 500 };

describe('of any situation, with any proposal or none', () => {
  test('the same facts and proposal give the same verdict, in whatever order they are held', () => {
    fc.assert(
      fc.property(decisions(pack), ({ situation, proposal }) => {
        const { facts, conflicts } = situation;
        const turned = { facts: facts.toReversed(), conflicts: conflicts.toReversed() };
        const verdict = decide(situation, pack, proposal);
        expect(decide(turned, pack, proposal)).toEqual(verdict);
      }),
      RUNS,
    );
  });

  test('what people differ about counts as what nobody said', () => {
    fc.assert(
      fc.property(decisions(pack), ({ situation, proposal }) => {
        const silent = { facts: situation.facts, conflicts: [] };
        expect(decide(situation, pack, proposal)).toEqual(decide(silent, pack, proposal));
      }),
      RUNS,
    );
  });

  test('reasons are known facts, and of a recommendation stated ones, each once', () => {
    fc.assert(
      fc.property(decisions(pack), ({ situation, proposal }) => {
        const { reasons, standing } = decide(situation, pack, proposal);
        const counted = standing === 'recommended' ? valuesOf(situation, FIRM) : valuesOf(situation);
        expect(reasons.filter((key) => !counted.has(key))).toEqual([]);
        expect(new Set(reasons).size).toBe(reasons.length);
      }),
      RUNS,
    );
  });

  test('no route is taken whose gate the stated facts do not open, whoever proposes it', () => {
    const closed = (route: Route, situation: Parameters<typeof decide>[0]): boolean => {
      const gate = pack.guidance.get(route)?.open;
      return gate !== undefined && !holds(gate, valuesOf(situation, FIRM), pack.conditions);
    };
    fc.assert(
      fc.property(decisions(pack), ({ situation, proposal }) => {
        const { route, ownRoute } = decide(situation, pack, proposal);
        expect(closed(route, situation)).toBe(false);
        expect(closed(ownRoute, situation)).toBe(false);
        for (const gated of ['fine-tune', 'do-not-fine-tune', 'ftaas'] as const) {
          if (!closed(gated, situation)) continue;
          expect(decide(situation, pack, { route: gated, restsOn: [] }).route).not.toBe(gated);
        }
      }),
      RUNS,
    );
  });

  test('our own readings alone open no gate', () => {
    fc.assert(
      fc.property(situations(pack, ['inferred']), fc.constantFrom(...ROUTES), (situation, route) => {
        const verdict = decide(situation, pack, { route, restsOn: [] });
        expect(['fine-tune', 'do-not-fine-tune', 'ftaas']).not.toContain(verdict.route);
        // Routes without needs, such as renting, may still be proposed.
        if (verdict.standing === 'recommended') expect(pack.guidance.get(verdict.route)?.needs).toEqual([]);
      }),
      RUNS,
    );
  });

  test('nothing is recommended with a need open, and what is missing is not stated as needed', () => {
    fc.assert(
      fc.property(decisions(pack), ({ situation, proposal }) => {
        const { route, standing, missing } = decide(situation, pack, proposal);
        if (standing !== 'recommended') return;
        const firm = valuesOf(situation, FIRM);
        const needs = pack.guidance.get(route)?.needs ?? [];
        expect(missing).toEqual([]);
        expect(needs.filter((need) => !holds(need, firm, pack.conditions))).toEqual([]);
        expect(route).not.toBe('ask-more');
      }),
      RUNS,
    );
  });

  test('a proposal whose route is open is followed, unless it is not our subject', () => {
    fc.assert(
      fc.property(
        situations(pack).chain((situation) => fc.tuple(fc.constant(situation), proposalsFor(situation))),
        ([situation, proposal]) => {
          const without = decide(situation, pack);
          const gate = pack.guidance.get(proposal.route)?.open;
          const open = [valuesOf(situation, FIRM), valuesOf(situation)].every(
            (values) => !gate || holds(gate, values, pack.conditions),
          );
          const verdict = decide(situation, pack, proposal);
          const followed = open && without.standing !== 'out-of-scope';
          expect(verdict.route).toBe(followed ? proposal.route : without.route);
          expect(verdict.decidedBy).toBe(followed ? 'reader' : 'rules');
        },
      ),
      RUNS,
    );
  });
});

describe('of any situation, by the rules', () => {
  test('a passed rung never comes back within its ladder', () => {
    fc.assert(
      fc.property(situations(pack), (situation) => {
        const { trace, problem, route, standing } = decide(situation, pack);
        const rungs = pack.problems.find(({ id }) => id === problem)?.rungs ?? [];
        const steps = trace.filter((step) => step.problem === problem);
        expect(steps.map((step) => step.route)).toEqual(rungs.map((rung) => rung.route));
        const taken = steps.findIndex(({ outcome }) => outcome === 'taken');
        expect(steps[taken]?.route).toBe(route);
        expect(steps.filter(({ outcome }) => outcome === 'taken')).toHaveLength(1);
        const known = standing === 'recommended' ? valuesOf(situation, FIRM) : valuesOf(situation);
        for (const [index, rung] of rungs.slice(0, taken + 1).entries()) {
          const passed = rung.passed !== undefined && holds(rung.passed, known, pack.conditions);
          const applies = rung.applies === undefined || holds(rung.applies, known, pack.conditions);
          if (index === taken) expect([applies, passed]).toEqual([true, false]);
          else
            expect(steps[index]?.outcome).toBe(applies ? (passed ? 'passed' : 'closed') : 'not-applicable');
        }
      }),
      RUNS,
    );
  });

  test('the problem is the first that definitely holds and has a rung left', () => {
    fc.assert(
      fc.property(situations(pack), (situation) => {
        const { problem, trace, standing } = decide(situation, pack);
        const at = pack.problems.findIndex(({ id }) => id === problem);
        const known = standing === 'recommended' ? valuesOf(situation, FIRM) : valuesOf(situation);
        for (const { id, when, unless } of pack.problems.slice(0, at)) {
          const there = holds(when, known, pack.conditions);
          const excepted = unless !== undefined && holds(unless, known, pack.conditions);
          const climbed = trace.filter((step) => step.problem === id).map(({ outcome }) => outcome);
          if (there && !excepted)
            expect([id, climbed.length > 0, climbed.includes('taken')]).toEqual([id, true, false]);
          else expect([id, climbed]).toEqual([id, []]);
        }
      }),
      RUNS,
    );
  });

  test('every route is reached by some situation, and every problem found', () => {
    const routes = new Set<Route>();
    const problems = new Set<string>();
    for (const situation of fc.sample(situations(pack), { numRuns: 6000, seed: 7 })) {
      const { route, problem } = decide(situation, pack);
      routes.add(route);
      problems.add(problem);
    }
    expect([...routes].sort()).toEqual([...ROUTES].sort());
    expect([...problems].sort()).toEqual(pack.problems.map(({ id }) => id).sort());
  });
});
