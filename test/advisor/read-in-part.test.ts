import { beforeAll, describe, expect, test } from '@jest/globals';
import type { FactValue } from '../../src/advisor/fact.ts';
import type { Pack } from '../../src/advisor/pack.ts';
import type { Route } from '../../src/advisor/routes.ts';
import { decide } from '../../src/advisor/verdict.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { situationOf } from './support/statements.ts';

let pack: Pack;
beforeAll(async () => {
  pack = await ownPack();
});

type Facts = Record<string, FactValue>;
const routeOf = (facts: Facts): Route => decide(situationOf(facts), pack).route;

describe('Of a situation that was read in part', () => {
  test.each<[string, Facts, Route]>([
    ['a sorting job alone leads to a model that sorts', { job: 'classify' }, 'curate'],
    ['large knowledge alone leads to looking facts up', { knowledge_size: 'large' }, 'rag-first'],
    ['an owner and agreed labels lead to small models', { owner: true, labels_agreed: true }, 'start-small'],
    ['a score and a stable task lead to small models', { score: 71, task_stable: true }, 'start-small'],
    [
      'a test that no small model has sat leads there',
      { score: 95, small_model_result: 'untested' },
      'start-small',
    ],
    ['fifty examples show that there is a job', { examples: 50 }, 'prompt-first'],
    ['a handful of rows shows none', { examples: 22, training: 'llm' }, 'ask-more'],
    ['that somebody wants to learn shows none', { driver: 'learning', training: 'llm' }, 'ask-more'],
  ])('%s', (_, facts, route) => {
    expect(routeOf(facts)).toBe(route);
    expect(decide(situationOf(facts), pack).standing).toBe('ask');
  });

  test('a sorting job whose prompt or score is told is no longer taken for a beginning', () => {
    expect(routeOf({ job: 'classify', use_case: 'concrete', prompt_effort: 'some' })).toBe('prompt-first');
    expect(routeOf({ job: 'classify', use_case: 'concrete', score: 80 })).toBe('prompt-first');
  });

  test('signs of readiness do not count while prompting is said to have begun only', () => {
    const ready: Facts = { owner: true, labels_agreed: true, examples: 400, use_case: 'concrete' };
    expect(routeOf(ready)).toBe('start-small');
    expect(routeOf({ ...ready, prompt_effort: 'some' })).toBe('prompt-first');
  });

  test('no number of signs opens the gate of fine-tuning without a score', () => {
    const signs: Facts = {
      owner: true,
      labels_agreed: true,
      task_stable: true,
      pays_back: true,
      examples: 9000,
    };
    expect(routeOf({ ...signs, prompt_effort: 'exhausted', best_model_tried: true })).toBe('start-small');
  });
});

describe('Who asks what is not a language matter', () => {
  test('is told so although something is said to be wrong, unless a job for text is seen', () => {
    const blurred: Facts = { asks: 'off-topic', gap: 'accuracy' };
    expect(decide(situationOf(blurred), pack).standing).toBe('out-of-scope');
    expect(routeOf({ ...blurred, use_case: 'concrete' })).toBe('prompt-first');
  });
});

describe('One sign of many teams', () => {
  const SEVERAL: Facts = { asks: 'organise' };

  test('leads to a shared service while nothing else is told to fail', () => {
    expect(routeOf({ ...SEVERAL, has_retrieval: true })).toBe('ftaas');
  });

  test('yields to a search that fails and to data that is at fault', () => {
    expect(routeOf({ ...SEVERAL, has_retrieval: true, search_fault: 'misses' })).toBe('tune-rag');
    expect(routeOf({ ...SEVERAL, use_case: 'concrete', data_fault: 'stated' })).toBe('fix-data');
  });

  test('does not yield when the second is there', () => {
    expect(routeOf({ ...SEVERAL, many_models: true, has_retrieval: true, search_fault: 'misses' })).toBe(
      'ftaas',
    );
  });
});

test('Pairs and a measured search are what training embeddings takes, unless the knobs were never touched', () => {
  const found: Facts = { has_retrieval: true, gap: 'search', search_pairs: true, retrieval_measured: true };
  expect(routeOf(found)).toBe('tune-embeddings');
  expect(routeOf({ ...found, knobs_tried: false })).toBe('tune-rag');
});

test('A training that was scored and no better ends there; one of which no score is told is held against a prompt', () => {
  const failed: Facts = { training: 'llm', training_result: 'no-better', use_case: 'concrete' };
  expect(routeOf(failed)).toBe('prompt-first');
  expect(routeOf({ ...failed, measured: true })).toBe('do-not-fine-tune');
});

test('What the best prompts and models do not reach is not sent to a smaller one for its price', () => {
  const dear: Facts = {
    use_case: 'concrete',
    gap: 'accuracy',
    running_pain: true,
    calls_per_month: 240_000,
    score: 71,
    examples: 9400,
    prompt_effort: 'exhausted',
    best_model_tried: true,
    untuned_good_enough: false,
  };
  expect(routeOf(dear)).toBe('fine-tune');
  expect(routeOf({ ...dear, gap: 'cost' })).toBe('start-small');
  expect(routeOf({ ...dear, gap: 'cost', pays_back: true })).toBe('fine-tune');
  expect(routeOf({ ...dear, task_stable: false })).not.toBe('fine-tune');
});
