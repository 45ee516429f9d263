import { beforeAll, describe, expect, test } from '@jest/globals';
import { createPlainAnswerReader, type PlainAnswerReader } from '../../src/curator/plain-answer.ts';
import { ownPack } from '../runner/own-guidance.ts';

let read: PlainAnswerReader;
beforeAll(async () => {
  read = createPlainAnswerReader(await ownPack());
});

describe('nothing but yes or no', () => {
  test.each(['Yes', 'yes.', 'Yep!', 'yes, we do', 'Yes 👍', 'We have.', 'Ja.', 'Sí', 'yes, it can'])(
    '%j is yes to whether there is retrieval',
    (text) => expect(read(text, 'has_retrieval')).toBe(true),
  );

  test.each([
    'No',
    'no.',
    'Nope',
    'not yet',
    'No, not yet.',
    "No, we don't.",
    'Nein',
    'no — not yet',
    "it can't",
  ])('%j is no to it', (text) => expect(read(text, 'has_retrieval')).toBe(false));

  test.each([
    'No idea.',
    'Yes and no.',
    'No, that is wrong.',
    'Not sure.',
    'No?',
    'Maybe',
    'Yes, no.',
    'no problem',
    'We do not know.',
    '',
    '👍',
  ])('%j is no answer', (text) => expect(read(text, 'has_retrieval')).toBeUndefined());

  test('is taken as the question is put: whether data may leave is no to whether it must stay', () => {
    expect(read('No.', 'data_must_stay')).toBe(true);
    expect(read('Yes.', 'data_must_stay')).toBe(false);
  });

  test('says nothing where the question asks for more than that', () => {
    expect(read('Yes.', 'measured')).toBeUndefined();
    expect(read('No.', 'measured')).toBe(false);
    expect(read('No.', 'best_model_tried')).toBeUndefined();
    expect(read('Yes.', 'model')).toBeUndefined();
    expect(read('Yes.', 'no_fact_at_all')).toBeUndefined();
  });
});

describe('nothing but a number', () => {
  test.each([
    ['500', 500],
    ['about 500.', 500],
    ['~1,200', 1_200],
    ['Roughly 2k so far', 2_000],
    ['we have around 300', 300],
    ['None.', 0],
  ])('%j is how many examples there are', (text, value) => expect(read(text, 'examples')).toBe(value));

  test.each(['500 or 600', '$500', '500 per day', '80%', 'not 500', 'a few'])('%j is not', (text) =>
    expect(read(text, 'examples')).toBeUndefined(),
  );

  test('is a score as a share or in percent', () => {
    expect(read('72%', 'score')).toBe(72);
    expect(read('0.72', 'score')).toBe(72);
    expect(read('140%', 'score')).toBeUndefined();
  });
});
