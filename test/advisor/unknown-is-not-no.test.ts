import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Assessment, assess } from '../../src/advisor/assessment.ts';
import type { FactValue } from '../../src/advisor/fact.ts';
import type { Pack } from '../../src/advisor/pack.ts';
import { decide } from '../../src/advisor/verdict.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { say, situationOf } from './support/statements.ts';

let pack: Pack;
beforeAll(async () => {
  pack = await ownPack();
});

type Facts = Record<string, FactValue>;
const told = (facts: Facts): Assessment => assess(situationOf(facts), pack);
const verdictOf = (facts: Facts) => decide(situationOf(facts), pack);
const words = ({ headline, reason }: Assessment): string => `${headline.text} ${reason.text}`;

/** Quality is fine; nothing else is told. */
const FINE: Facts = {
  use_case: 'concrete',
  job: 'classify',
  score: 96,
  measured: true,
  untuned_good_enough: true,
};

describe('an untuned model that is good enough', () => {
  test('closes no door while nobody spoke of price and speed: that is asked first', () => {
    const assessment = told(FINE);
    expect(assessment.verdict).toMatchObject({ route: 'ask-more', standing: 'ask' });
    expect(assessment.questions[0]?.text).toBe('Does its price or speed hurt?');
    expect(words(assessment)).not.toMatch(/nobody|no price/i);
    expect(assessment.experiment.id).toBe('three-figures');
  });

  test('is left at that once they are said to be fine', () => {
    expect(verdictOf({ ...FINE, running_pain: false })).toMatchObject({
      route: 'do-not-fine-tune',
      standing: 'recommended',
    });
  });

  test('is made smaller once they are said to hurt', () => {
    expect(verdictOf({ ...FINE, running_pain: true }).route).toBe('start-small');
  });

  test.each<[string, Facts]>([
    ['the wish comes from a plan', { driver: 'mandate' }],
    ['the wish comes from idle credits', { driver: 'spare-resources' }],
    ['nothing is said to be wrong', { gap: 'none' }],
  ])('is left at that for now where %s, and price and speed are still asked for', (_, more) => {
    const assessment = told({ ...FINE, ...more });
    expect(assessment.verdict).toMatchObject({ route: 'do-not-fine-tune', standing: 'ask' });
    expect(assessment.questions[0]).toMatchObject({
      fact: 'running_pain',
      text: 'Does its price or speed hurt?',
    });
    expect(assessment.headline.text).toMatch(/^No, unless price or speed hurts/);
  });

  test('nor does a proposal close it, while they are unknown or only our reading', () => {
    const proposal = { route: 'do-not-fine-tune' as const, restsOn: ['untuned_good_enough'] };
    expect(decide(situationOf(FINE), pack, proposal).route).toBe('ask-more');
    expect(decide(situationOf(FINE, { running_pain: false }), pack, proposal).route).toBe('ask-more');
  });
});

describe('a rung is passed only on a stated fact', () => {
  const LARGE: Facts = {
    use_case: 'concrete',
    job: 'classify',
    running_pain: true,
    calls_per_month: 900_000,
    score: 93,
    measured: true,
    examples: 5000,
  };

  test('a small model of which nobody told a score has not fallen short', () => {
    expect(verdictOf(LARGE).route).toBe('start-small');
    expect(verdictOf({ ...LARGE, small_model_result: 'short' }).route).toBe('fine-tune');
  });
});

test('rows of which nobody said that they are clean do not make a training firm', () => {
  const ready: Facts = {
    use_case: 'concrete',
    job: 'write',
    gap: 'behaviour',
    measured: true,
    score: 70,
    prompt_effort: 'exhausted',
    best_model_tried: true,
    untuned_good_enough: false,
    examples: 900,
    labels_agreed: true,
    owner: true,
    task_stable: true,
    tuning_closing: false,
    pays_back: true,
  };
  expect(verdictOf(ready)).toMatchObject({ route: 'fine-tune', standing: 'ask', missing: ['data_fault'] });
  expect(verdictOf({ ...ready, data_fault: 'suspected' }).standing).toBe('ask');
  expect(verdictOf({ ...ready, data_fault: 'fixed' }).standing).toBe('recommended');
});

describe('knowledge', () => {
  const handbook: Facts = {
    gap: 'knowledge',
    needs_own_knowledge: true,
    use_case: 'concrete',
    job: 'answer',
  };

  test('that fits in the prompt goes there, also when it changes, and text and figure agree', () => {
    const small = told({
      ...handbook,
      knowledge_tokens: 48_000,
      knowledge_changes: true,
      has_retrieval: false,
    });
    expect(small.verdict.route).toBe('prompt-first');
    expect(small.headline.text).toContain('120 pages into the prompt');
    expect(small.figures).toContain('120 pages, about 48,000 tokens: that may simply fit in the prompt');
    expect(small.experiment.id).toBe('all-facts-in-the-prompt');
  });

  test('of more pages than a prompt holds is looked up, whatever it is called', () => {
    const large = told({
      ...handbook,
      knowledge_size: 'small',
      knowledge_tokens: 360_000,
      knowledge_changes: true,
      has_retrieval: false,
    });
    expect(large.verdict.route).toBe('rag-first');
    expect(large.headline.text).not.toMatch(/prompt|paste/i);
  });

  test('that fits is pasted first also where retrieval is proposed', () => {
    const situation = situationOf({ ...handbook, knowledge_size: 'small', knowledge_changes: true });
    const proposed = assess(situation, pack, { route: 'rag-first', restsOn: ['gap'] });
    expect(proposed.headline.text).toMatch(/Paste the facts in first/);
  });

  test('that moves is not trained in, also where nobody said that the answers need it', () => {
    const moving: Facts = { knowledge_changes: true, training: 'llm' };
    expect(verdictOf(moving).route).toBe('rag-first');
    expect(verdictOf({ ...moving, has_retrieval: true }).route).toBe('do-not-fine-tune');
    expect(verdictOf({ ...moving, needs_own_knowledge: false, use_case: 'concrete' }).route).not.toBe(
      'rag-first',
    );
    expect(verdictOf({ ...moving, gap: 'behaviour' }).route).toBe('prompt-first');
  });
});

describe('a training that was compared', () => {
  const compared = (quote: string): Assessment =>
    assess(
      { facts: [say('training_result', 'worse', { quote }), say('measured', true)], conflicts: [] },
      pack,
    );

  test('on too few cases is a draw, and not called a result', () => {
    const draw = words(compared('the tuned one has 40/50 and the plain one 42/50'));
    expect(draw).toContain('± 10');
    expect(draw).toContain('draw');
    expect(draw).not.toMatch(/clean result|does worse/);
  });

  test('on enough cases is taken as it is', () => {
    expect(words(compared('tuned 300/500, plain 420/500'))).not.toContain('draw');
    expect(words(compared('the tuned one is worse'))).toContain('± 11 points on 50 cases');
  });

  test('and won by less than the error bar is not yet kept', () => {
    const facts = [
      say('training_result', 'better', { quote: 'it went from 39/50 to 42/50' }),
      say('measured', true),
      say('gap', 'behaviour'),
      say('examples', 300),
    ];
    const won = assess({ facts, conflicts: [] }, pack);
    expect(won.verdict.route).toBe('fine-tune');
    expect(won.headline.text).toMatch(/^Only if it holds/);
  });
});

describe('what an assistant refuses, or should', () => {
  test('is not answered with the form of its sentences', () => {
    const refusals = told({ use_case: 'concrete', job: 'answer', gap: 'behaviour' });
    expect(refusals.verdict.route).toBe('prompt-first');
    expect(words(refusals)).toMatch(/decline/);
    expect(words(refusals)).not.toMatch(/form/);
    expect(refusals.experiment.id).toBe('decline-or-answer');
    expect(refusals.passages.map(({ id }) => id)).toContain('prompt-first.when-it-is-dangerous');
  });
});
