import { beforeAll, describe, expect, test } from '@jest/globals';
import { plainAnswers } from '../../src/cases/plain-answers.ts';
import { createPlainAnswerReader, type PlainAnswerReader } from '../../src/curator/plain-answer.ts';
import { ownPack } from '../runner/own-guidance.ts';

const ASKED = { fact: 'has_retrieval', text: 'Is there a retrieval step today?' };
const said = (ts: string, text: string, read: boolean) => ({ ts, author: 'U1', text, at: Number(ts), read });
const opening = said('1', 'Should we fine-tune?', true);

let read: PlainAnswerReader;
beforeAll(async () => {
  read = createPlainAnswerReader(await ownPack());
});

describe('a plain answer below a verdict', () => {
  test('states the fact that was asked for, in the words of who gave it', () => {
    expect(plainAnswers([opening, said('2', ' No. ', false)], ASKED, read)).toEqual([
      {
        key: 'has_retrieval',
        value: false,
        state: 'stated',
        evidence: { quote: 'No.', author: 'U1', at: 2, message: '2' },
      },
    ]);
  });

  test('is one by the first message only; what comes later may answer somebody else', () => {
    const talk = [opening, said('2', 'Hm, let me ask Ben.', false), said('3', 'No.', false)];
    expect(plainAnswers(talk, ASKED, read)).toEqual([]);
  });

  test("is none after somebody's question, which it may answer instead", () => {
    const talk = [opening, said('2', 'Is it lunch time?', true), said('3', 'No.', false)];
    expect(plainAnswers(talk, ASKED, read)).toEqual([]);
  });

  test('is none where nothing was asked, and none in the words that open a case', () => {
    expect(plainAnswers([opening, said('2', 'No.', false)], undefined, read)).toEqual([]);
    expect(plainAnswers([said('1', 'No.', false)], ASKED, read)).toEqual([]);
  });
});
