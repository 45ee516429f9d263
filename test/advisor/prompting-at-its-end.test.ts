import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Assessment, assess } from '../../src/advisor/assessment.ts';
import type { FactValue } from '../../src/advisor/fact.ts';
import type { Pack } from '../../src/advisor/pack.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { situationOf } from './support/statements.ts';

let pack: Pack;
beforeAll(async () => {
  pack = await ownPack();
});

type Facts = Record<string, FactValue>;

/** The strongest model was scored, fell short, and there are rows to train on. */
const SHORT: Facts = {
  use_case: 'concrete',
  score: 64,
  best_model_tried: true,
  untuned_good_enough: false,
  examples_obtainable: true,
};

const CLAIM = /at its end|worked through|been tried/;

const told = (facts: Facts): Assessment => assess(situationOf({ ...SHORT, ...facts }), pack);

/** What is said of it: the headline, the reason, and what the problem is. */
function wordsOf({ headline, reason, verdict }: Assessment): string {
  const problem = pack.problems.find(({ id }) => id === verdict.problem);
  return [headline.text, reason.text, problem?.sentence].join(' ');
}

describe('That prompting is at its end', () => {
  const efforts: [string, Facts][] = [
    ['told to be none', { prompt_effort: 'none' }],
    ['told to be some', { prompt_effort: 'some' }],
    ['not told', {}],
  ];
  const teams: [string, Facts][] = [
    ['a training that pays', { pays_back: true }],
    ['a training that pays, and rows', { pays_back: true, examples: 5000 }],
    ['a gap of manner, and rows', { gap: 'behaviour', examples: 900 }],
    ['wrong results', { gap: 'accuracy' }],
    ['answers misread from what was found', { search_fault: 'answer', has_retrieval: true }],
    ['nothing more', {}],
  ];
  const all = efforts.flatMap(([how, effort]) =>
    teams.map(([what, team]): [string, string, Facts] => [how, what, { ...effort, ...team }]),
  );

  test.each(all)('is not said of work on prompts that is %s, with %s', (_, __, facts) => {
    expect(wordsOf(told(facts))).not.toMatch(CLAIM);
  });

  test.each<[string, Facts]>([
    ['a training that pays', { pays_back: true }],
    ['a training that pays, and rows', { pays_back: true, examples: 5000 }],
    ['wrong results', { gap: 'accuracy' }],
  ])('is said of work that is exhausted, with %s', (_, facts) => {
    const said = told({ ...facts, prompt_effort: 'exhausted' });
    expect(said.verdict).toMatchObject({ route: 'fine-tune', problem: 'ready' });
    expect(wordsOf(said)).toMatch(CLAIM);
  });
});

test.each(['none', 'some'])(
  'a team whose work on prompts is %s is not held to be ready by its own sum alone',
  (effort) => {
    const { verdict } = told({ pays_back: true, examples: 5000, prompt_effort: effort });
    expect(verdict.problem).not.toBe('ready');
  },
);

test('whoever says that nobody has worked on the prompt is not told to train, however short the strongest model falls', () => {
  const facts = { gap: 'behaviour', examples: 5000, labels_agreed: true, pays_back: true };
  expect(told({ ...facts, prompt_effort: 'some' }).verdict.route).toBe('fine-tune');
  expect(told({ ...facts, prompt_effort: 'none' }).verdict.route).toBe('prompt-first');
});
