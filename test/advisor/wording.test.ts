import { describe, expect, test } from '@jest/globals';
import { chooseExperiment } from '../../src/advisor/experiment.ts';
import { Experiment } from '../../src/advisor/guidance.ts';
import { slotsFor, valueInWords } from '../../src/advisor/slots.ts';
import { FactDefinition } from '../../src/advisor/vocabulary.ts';
import { chooseWording, fill, slotsIn } from '../../src/advisor/wording.ts';

const shared = { description: 'd', brief: 'b', question: 'q?' };
const definition = (key: string, more: object) => FactDefinition.parse({ ...shared, key, ...more });
const NUMBER = definition('examples', { type: 'number', unit: 'examples' });
const NONE = new Map();

describe('a wording', () => {
  const wordings = [
    { when: { fact: 'a', is: true }, text: 'All {examples} of them.', cite: ['x.one'] },
    { when: { fact: 'a', is: true }, text: 'All of them.', cite: [] },
    { text: 'In general.', cite: [] },
  ];
  const a = new Map([['a', true]]);

  test('is the first that fits what is known and whose slots can be filled', () => {
    expect(chooseWording(wordings, a, new Map([['examples', '800']]), NONE)).toEqual({
      text: 'All 800 of them.',
      cite: ['x.one'],
    });
    expect(chooseWording(wordings, a, NONE, NONE)?.text).toBe('All of them.');
    expect(chooseWording(wordings, NONE, new Map([['examples', '800']]), NONE)?.text).toBe('In general.');
  });

  test('is none where none fits', () => {
    expect(chooseWording(wordings.slice(0, 1), NONE, NONE, NONE)).toBeUndefined();
  });

  test('takes what fills a slot literally, also where it looks like a slot or a pattern', () => {
    expect(fill('It is {model}.', new Map([['model', "$& {examples} $'"]]))).toBe("It is $& {examples} $'.");
    expect(slotsIn('{model} and {model} of {examples}, {Not} { this }')).toEqual(['model', 'examples']);
  });
});

describe('a value in words', () => {
  test.each<[string, object, string | number | boolean, string]>([
    ['a number in thousands', { type: 'number', unit: 'calls a month' }, 450_000, '450,000'],
    ['a small number with one decimal', { type: 'number', unit: 'things' }, 4.26, '4.3'],
    ['a large number without', { type: 'number', unit: 'things' }, 1234.5, '1,235'],
    ['percent', { type: 'number', unit: 'percent' }, 72, '72 %'],
    ['dollars', { type: 'number', unit: 'dollars a call' }, 0.005, '$0.005'],
    ['a text as it was said', { type: 'text' }, 'Llama 3 8B', 'Llama 3 8B'],
    ['yes', { type: 'boolean' }, true, 'yes'],
    ['no', { type: 'boolean' }, false, 'no'],
  ])('%s', (_, more, value, words) => {
    expect(valueInWords(value, definition('x', more))).toBe(words);
  });
});

describe('slots', () => {
  const vocabulary = new Map(
    [
      NUMBER,
      definition('calls_per_month', { type: 'number', unit: 'calls a month' }),
      definition('price_per_call', { type: 'number', unit: 'dollars a call' }),
      definition('knowledge_tokens', { type: 'number', unit: 'tokens' }),
      definition('model', { type: 'text' }),
      definition('owner', { type: 'boolean' }),
    ].map((each) => [each.key, each]),
  );

  test('are the known numbers and texts, and the figures that follow from them', () => {
    const values = new Map<string, string | number | boolean>([
      ['examples', 800],
      ['model', 'GPT-4o'],
      ['owner', true],
      ['calls_per_month', 450_000],
      ['price_per_call', 0.005],
      ['knowledge_tokens', 100_000],
    ]);
    expect(Object.fromEntries(slotsFor(values, vocabulary))).toEqual({
      examples: '800',
      model: 'GPT-4o',
      calls_per_month: '450,000',
      price_per_call: '$0.005',
      knowledge_tokens: '100,000',
      rent_per_month: '$2,250',
      knowledge_pages: '250',
    });
  });

  test('hold no figure while a number for it is unknown', () => {
    expect([...slotsFor(new Map([['calls_per_month', 10]]), vocabulary).keys()]).toEqual(['calls_per_month']);
  });
});

describe('an experiment', () => {
  const written = (more: object): Experiment =>
    Experiment.parse({ id: 'try', effort: 'a day', do: 'Try.', measure: 'Count', pass: 'it works', ...more });
  const choose = (experiments: Experiment[], slots = new Map<string, string>()) =>
    chooseExperiment(experiments, new Map([['a', true]]), slots, NONE);

  test('is the first that fits and can be filled', () => {
    const chosen = choose([
      written({ id: 'one', when: { fact: 'a', is: false } }),
      written({ id: 'two', do: 'Take {examples}.' }),
      written({ id: 'three' }),
    ]);
    expect(chosen.id).toBe('three');
  });

  test('tells its pass mark as a count, with the error bar at its size', () => {
    const chosen = choose([
      written({
        items: 50,
        pass_share: 0.9,
        pass: '{pass_count} of {items} ({pass_percent} %)',
        measure: '± {margin}',
      }),
    ]);
    expect(chosen).toMatchObject({ pass: '45 of 50 (90 %)', measure: '± 8', margin: 8 });
  });

  test('never asks for less than the share: of 30, 85 % are 26', () => {
    expect(choose([written({ items: 30, pass_share: 0.85, pass: '{pass_count} of {items}' })]).pass).toBe(
      '26 of 30',
    );
  });

  test('has no error bar where the mark is not a pass rate', () => {
    expect(choose([written({})])).not.toHaveProperty('margin');
  });

  test('is missing only in a pack that was not checked', () => {
    expect(() => choose([written({ when: { fact: 'a', is: false } })])).toThrow(RangeError);
  });
});
