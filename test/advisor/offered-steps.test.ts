import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assess } from '../../src/advisor/assessment.ts';
import { changesSince } from '../../src/advisor/changes-since.ts';
import { findExperiment } from '../../src/advisor/experiments.ts';
import { gateOpen } from '../../src/advisor/gates.ts';
import { merge } from '../../src/advisor/merge.ts';
import { offeredSteps } from '../../src/advisor/offered-steps.ts';
import { factsShown, Shows } from '../../src/advisor/shows.ts';
import { EMPTY_SITUATION, FIRM, valuesOf } from '../../src/advisor/situation.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { arbitrarySituation } from '../slack/largest-case.ts';
import { statementsOf } from '../support/assessed.ts';

const WORDS = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';
const pack = await ownPack();
const assessed = async (...texts: string[]) =>
  assess(merge(await statementsOf(texts, new Date(0)), pack.vocabulary), pack);

describe('the steps that are offered', () => {
  test("begin with the advice's own experiment, filled with what the team has, and name the fact behind it", async () => {
    const assessment = await assessed(WORDS);
    const [first, second] = offeredSteps(assessment, pack);
    expect(first).toMatchObject({
      id: 'rag-first.with-the-right-rule',
      experiment: { do: assessment.experiment.do },
      fact: 'examples',
    });
    expect(second?.route).toBe(assessment.ladder.next[0]);
  });

  test('leave out what the case has already', async () => {
    const assessment = await assessed(WORDS);
    const ids = offeredSteps(assessment, pack, new Set(['rag-first.with-the-right-rule'])).map(
      ({ id }) => id,
    );
    expect(ids).not.toContain('rag-first.with-the-right-rule');
    expect(ids[0]).toMatch(/^rag-first\./);
  });

  test('are of the pack, each once, behind no closed gate, in any situation', () => {
    fc.assert(
      fc.property(arbitrarySituation(pack, fc.constant('some words')), (situation) => {
        const assessment = assess(situation, pack);
        const steps = offeredSteps(assessment, pack);
        const firm = valuesOf(situation, FIRM);
        expect(steps[0]?.route).toBe(assessment.verdict.route);
        expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
        for (const { id, route } of steps.slice(1)) {
          expect(findExperiment(pack, id)).toBeDefined();
          expect(gateOpen(route, firm, pack)).toBe(true);
        }
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});

describe('what a result shows', () => {
  const shows = Shows.parse({
    done: { measured: true },
    passed: { untuned_good_enough: true },
    failed: { untuned_good_enough: false },
    number: 'score',
  });
  test.each([
    ['passed' as const, 96, { measured: true, untuned_good_enough: true, score: 96 }],
    ['failed' as const, undefined, { measured: true, untuned_good_enough: false }],
    ['unclear' as const, 50, { measured: true, score: 50 }],
  ])('%s with %s', (outcome, number, facts) => {
    expect(Object.fromEntries(factsShown(shows, { outcome, number }))).toEqual(facts);
  });
});

test('what has changed is what is new, what has another value, and what was taken back', async () => {
  const then = await assessed(WORDS);
  const now = await assessed(
    'Our support bot makes up refund rules. We have 2,000 Q&A pairs.',
    'We already have RAG.',
  );
  const { added, changed, gone, verdict } = changesSince(then, now);
  expect(added.map(({ key }) => key)).toContain('has_retrieval');
  expect(changed.map(({ before, after }) => [before.value, after.value])).toContainEqual([800, 2_000]);
  expect(gone).toEqual([]);
  expect(verdict).toBe(
    then.verdict.route !== now.verdict.route || then.verdict.standing !== now.verdict.standing,
  );
  expect(changesSince(now, assess(EMPTY_SITUATION, pack)).gone).toHaveLength(now.situation.facts.length);
});
