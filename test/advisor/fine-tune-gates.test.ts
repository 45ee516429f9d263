import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FactValue } from '../../src/advisor/fact.ts';
import type { Pack } from '../../src/advisor/pack.ts';
import { FIRM, valuesOf } from '../../src/advisor/situation.ts';
import { decide } from '../../src/advisor/verdict.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { situations } from './support/generated.ts';
import { situationOf } from './support/statements.ts';

let pack: Pack;
beforeAll(async () => {
  pack = await ownPack();
});

/** A team for which every gate of the guidance is open. */
const READY: Record<string, FactValue> = {
  use_case: 'concrete',
  job: 'write',
  gap: 'behaviour',
  measured: true,
  score: 71,
  prompt_effort: 'exhausted',
  best_model_tried: true,
  untuned_good_enough: false,
  examples: 2000,
  labels_agreed: true,
  data_fault: 'none',
  owner: true,
  task_stable: true,
  tuning_closing: false,
  pays_back: true,
};

const without = (key: string): Record<string, FactValue> =>
  Object.fromEntries(Object.entries(READY).filter(([name]) => name !== key));

const PROPOSAL = { route: 'fine-tune' as const, restsOn: ['examples'] };

test('with every gate open, fine-tuning is recommended, by the rules alone', () => {
  expect(decide(situationOf(READY), pack)).toMatchObject({
    route: 'fine-tune',
    standing: 'recommended',
    decidedBy: 'rules',
    missing: [],
  });
});

const GATES: [string, string, FactValue][] = [
  ['a held-out evaluation set', 'measured', false],
  ['a recorded prompt baseline', 'prompt_effort', 'none'],
  ['a gap in behaviour, accuracy or cost, and not in facts', 'gap', 'knowledge'],
  ['at least 50 examples', 'examples', 49],
  ['labels on which people agree', 'labels_agreed', false],
  ['clean rows', 'data_fault', 'suspected'],
  ['a control with a stronger model', 'best_model_tried', false],
  ['an owner', 'owner', false],
  ['a task that is stable', 'task_stable', false],
  ['a service that is not closing', 'tuning_closing', true],
  ['a computed break-even', 'pays_back', false],
];

describe('fine-tuning is not recommended without', () => {
  test.each(GATES)('%s: nobody spoke about it', (_, key) => {
    for (const proposal of [undefined, PROPOSAL]) {
      const { route, standing, missing } = decide(situationOf(without(key)), pack, proposal);
      if (route === 'fine-tune') expect([standing, missing]).toEqual(['ask', expect.arrayContaining([key])]);
    }
  });

  test.each(GATES)('%s: it is stated not to be there', (_, key, value) => {
    const situation = situationOf({ ...READY, [key]: value });
    for (const proposal of [undefined, PROPOSAL]) {
      const { route, standing } = decide(situation, pack, proposal);
      if (route === 'fine-tune') expect(standing).toBe('ask');
    }
  });

  test.each(GATES)('%s: it is only our own reading', (_, key) => {
    const inferred = { [key]: READY[key] ?? true };
    for (const proposal of [undefined, PROPOSAL]) {
      const { route, standing } = decide(situationOf(without(key), inferred), pack, proposal);
      if (route === 'fine-tune') expect(standing).toBe('ask');
    }
  });

  test('clean data: a stated fault in it', () => {
    const { route, standing } = decide(situationOf({ ...READY, data_fault: 'stated' }), pack, PROPOSAL);
    expect([route, standing]).toEqual(['fine-tune', 'ask']);
    expect(decide(situationOf({ ...READY, data_fault: 'stated' }), pack).route).toBe('fix-data');
  });
});

describe('a stop sign closes the route altogether', () => {
  test.each<[string, Record<string, FactValue>]>([
    ['the task moves', { task_stable: false }],
    ['too few examples', { examples: 40 }],
    ['it does not pay back', { pays_back: false }],
    ['the service is closing', { tuning_closing: true }],
    ['a training made it worse', { training_result: 'worse' }],
    ['a training changed nothing', { training_result: 'no-better' }],
  ])('%s', (_, values) => {
    expect(decide(situationOf({ ...READY, ...values }), pack, PROPOSAL).route).not.toBe('fine-tune');
  });

  test('that we only read into a sentence does so too', () => {
    const read = situationOf(READY, { training_result: 'no-better' });
    expect(decide(read, pack, PROPOSAL).route).not.toBe('fine-tune');
    expect(decide(read, pack).route).not.toBe('fine-tune');
  });

  test('nothing was measured', () => {
    const { score: _, ...unscored } = READY;
    expect(decide(situationOf({ ...unscored, measured: false }), pack, PROPOSAL).route).not.toBe('fine-tune');
  });
});

test('whatever is known and whoever proposes it, a recommendation to fine-tune has every gate stated', () => {
  let recommended = 0;
  const gates: [string, (value: FactValue | undefined) => boolean][] = [
    ['measured', (value) => value === true],
    ['prompt_effort', (value) => value === 'some' || value === 'exhausted'],
    ['gap', (value) => value === 'behaviour' || value === 'accuracy' || value === 'cost'],
    ['examples', (value) => typeof value === 'number' && value >= 50],
    ['labels_agreed', (value) => value === true],
    ['data_fault', (value) => value === 'none' || value === 'fixed'],
    ['best_model_tried', (value) => value === true],
    ['owner', (value) => value === true],
    ['task_stable', (value) => value === true],
    ['tuning_closing', (value) => value === false],
    ['pays_back', (value) => value === true],
  ];
  // Random facts alone hardly ever open every gate; so a ready team, with some things otherwise.
  const nearlyReady = situations(pack).chain(({ facts }) =>
    fc.subarray(Object.keys(READY), { minLength: 9 }).map((keys) => {
      const ready = situationOf(
        Object.fromEntries(Object.entries(READY).filter(([key]) => keys.includes(key))),
      );
      return { facts: [...ready.facts, ...facts.filter(({ key }) => !keys.includes(key))], conflicts: [] };
    }),
  );
  fc.assert(
    fc.property(nearlyReady, fc.boolean(), (situation, proposed) => {
      const { route, standing } = decide(situation, pack, proposed ? PROPOSAL : undefined);
      if (route !== 'fine-tune' || standing !== 'recommended') return;
      recommended++;
      const firm = valuesOf(situation, FIRM);
      expect(gates.filter(([key, met]) => !met(firm.get(key))).map(([key]) => key)).toEqual([]);
    }),
    { numRuns: 1000 },
  );
  // Else the property would say nothing.
  expect(recommended).toBeGreaterThan(20);
});
