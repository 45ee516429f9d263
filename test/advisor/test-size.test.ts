import { describe, expect, test } from '@jest/globals';
import type { FactValue } from '../../src/advisor/fact.ts';
import { figuresOfRoute } from '../../src/advisor/figure-lines.ts';
import type { Situation } from '../../src/advisor/situation.ts';
import { comparisonOf, scoredOn } from '../../src/advisor/test-size.ts';
import { say } from './support/statements.ts';

const told = (...facts: [key: string, value: FactValue, quote: string][]): Situation => ({
  facts: facts.map(([key, value, quote]) => say(key, value, { quote })),
  conflicts: [],
});

describe('on how many cases a score was taken', () => {
  test.each<[string, number, number | undefined]>([
    ['our prompt gets 164 of 200 invoices right', 82, 200],
    ['41/50 on Tuesday', 82, 50],
    ['82 % on 1,200 held-out questions', 82, 1200],
    ['82% on 150 real cases', 82, 150],
    // Two sizes: nobody can say which.
    ['82 % on 100 cases, or was it 300 questions', 82, undefined],
    // Another share than the score.
    ['3 of 12 colleagues like it; it scores 82 %', 82, undefined],
    ['it scores 82 %', 82, undefined],
  ])('%s', (quote, value, items) => {
    expect(scoredOn(told(['score', value, quote]))).toBe(items);
  });

  test('may be told in the sentence about the test', () => {
    const situation = told(
      ['score', 82, 'we are at 82 %'],
      ['measured', true, 'a test of 400 labelled tickets'],
    );
    expect(scoredOn(situation)).toBe(400);
    expect(scoredOn(told(['measured', true, 'a test of 400 labelled tickets']))).toBeUndefined();
  });
});

describe('a trained model against the untuned one', () => {
  test('is a draw where the difference is smaller than the error bar', () => {
    const draw = comparisonOf(told(['training_result', 'worse', 'tuned 39/50, as it comes 41/50']));
    expect(draw).toMatchObject({ items: 50, isInside: true });
    expect(draw?.margin).toBeCloseTo(0.106, 3);
    const clear = comparisonOf(told(['training_result', 'worse', 'tuned 61 % against 80 % on 400 cases']));
    expect(clear).toMatchObject({ items: 400, isInside: false });
  });

  test('takes the size of the test from the score where its own words do not tell it', () => {
    const situation = told(
      ['training_result', 'better', 'it went from 80 % to 83 %'],
      ['score', 80, '80 of 100 cases'],
    );
    expect(comparisonOf(situation)).toMatchObject({ items: 100, isInside: true });
  });

  test.each([
    ['one rate only', 'it dropped to 70 % on 100 cases'],
    ['three rates', 'it went 70 %, 75 %, 80 % on 100 cases'],
    ['no size', 'from 81 % down to 70 %'],
    ['two tests of different size', '41/50 before, 70/100 after'],
    ['more than all', 'it rose from 60 % to 140 % on 100 cases'],
  ])('is not compared on %s', (_, quote) => {
    expect(comparisonOf(told(['training_result', 'worse', quote]))).toBeUndefined();
  });
});

describe('figures of a route', () => {
  const scored = ['score', 82, '164 of 200 right'] as const;

  test('a score comes with its error bar', () => {
    expect(figuresOfRoute(told([...scored]), 'prompt-first')).toEqual([
      '82 % on 200 cases is sure to ± 5 points: a smaller change is noise',
    ]);
    expect(figuresOfRoute(told(['score', 100, '50 of 50']), 'prompt-first')).toEqual([]);
  });

  test('a model that is chosen comes with the memory it takes, and with that of training where it is trained', () => {
    const named = told(['model', 'Qwen 2.5 7B', 'Qwen 2.5 7B']);
    expect(figuresOfRoute(named, 'start-small')).toEqual([
      '7B: about 14 GB of GPU memory for the weights, 3.5 GB at 4 bits',
    ]);
    expect(figuresOfRoute(named, 'fine-tune')).toEqual([
      '7B: about 14 GB of GPU memory for the weights, 3.5 GB at 4 bits; full tuning about 110 GB, an adapter far less',
    ]);
    expect(figuresOfRoute(named, 'rag-first')).toEqual([]);
    expect(figuresOfRoute(told(['model', 'GPT-4o', 'GPT-4o']), 'fine-tune')).toEqual([]);
  });

  test('a training comes with the passes it would begin with', () => {
    expect(figuresOfRoute(told(['examples', 20, '20 pairs']), 'fine-tune')).toEqual([
      "20 examples: OpenAI's cookbook would begin with 5 passes over them",
    ]);
    expect(figuresOfRoute(told(['examples', 20, '20 pairs']), 'prompt-first')).toEqual([]);
  });
});
