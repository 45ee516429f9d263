import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Assessment, assess } from '../../src/advisor/assessment.ts';
import { merge } from '../../src/advisor/merge.ts';
import { composeReply, type TurnNews } from '../../src/cases/compose-reply.ts';
import type { Answer } from '../../src/curator/answer/answer.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { statementsOf } from '../support/assessed.ts';

const AT = new Date(Date.UTC(2026, 10, 20));
const assessed = async (...texts: string[]): Promise<Assessment> => {
  const pack = await ownPack();
  return assess(merge(await statementsOf(texts, AT), pack.vocabulary), pack);
};

const BEGIN = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';
const RAG = 'We already have RAG over the policy PDFs, but it often returns the wrong page.';
let before: Assessment;
let changed: Assessment;
let same: Assessment;
beforeAll(async () => {
  before = await assessed(BEGIN);
  changed = await assessed(BEGIN, RAG);
  same = await assessed(BEGIN, 'We use GPT-4o today.');
});

const answer = (question: string): Answer => ({
  question,
  message: '2.0',
  figures: ['$2,250'],
  passages: [],
});
const silence = (question: string): Answer => ({ question, message: '2.0', figures: [], passages: [] });
const news = (changes: Partial<TurnNews>): TurnNews => ({
  before,
  after: before,
  answers: [],
  deeds: [],
  addressed: new Set(),
  notes: [],
  ...changes,
});

test('the situations are what these tests take them for', () => {
  expect(before.verdict.route).toBe(same.verdict.route);
  expect(before.verdict.route).not.toBe(changed.verdict.route);
});

describe('on the first turn', () => {
  test('the verdict message says it all', () => {
    expect(composeReply(news({ before: undefined }))).toBeUndefined();
    expect(composeReply(news({ before: undefined, addressed: new Set(['2.0']) }))).toBeUndefined();
  });

  test('a question is answered, and one that the pack is silent about is left to the verdict', () => {
    const reply = composeReply(news({ before: undefined, answers: [answer('cost?'), silence('why us?')] }));
    expect(reply).toMatchObject({ answers: [{ question: 'cost?' }], unchanged: false, noted: [] });
    expect(reply?.changed).toBeUndefined();
  });

  test('what could not be read is said', () => {
    expect(composeReply(news({ before: undefined, notes: ['I could not read.'] }))?.notes).toEqual([
      'I could not read.',
    ]);
  });
});

describe('later', () => {
  test('two people who talk to each other are left alone, though facts arrive', () => {
    expect(composeReply(news({}))).toBeUndefined();
    expect(composeReply(news({ after: same }))).toBeUndefined();
  });

  test('a change is told with the words that brought it, its reason and what to do', () => {
    const reply = composeReply(news({ after: changed }));
    expect(reply?.changed).toMatchObject({
      from: before.verdict.route,
      to: changed.verdict.route,
      because: { author: 'U1', message: '2.0', quote: expect.stringMatching(/RAG over the policy PDFs/) },
    });
    expect(changed.reason.text.startsWith(reply?.changed?.reason ?? '?')).toBe(true);
    expect(reply?.changed?.next).not.toBe('');
    expect(reply).toMatchObject({ unchanged: false, noted: [] });
  });

  test('who turned to us hears what was noted, each sentence once, and that the advice stays', () => {
    const reply = composeReply(news({ after: same, addressed: new Set(['2.0']) }));
    expect(reply).toMatchObject({
      unchanged: true,
      noted: [{ message: '2.0', quote: 'We use GPT-4o today.' }],
    });
    expect(reply?.changed).toBeUndefined();
  });

  test('who asked us what the pack is silent about hears just that', () => {
    const reply = composeReply(news({ addressed: new Set(['2.0']), answers: [silence('the weather?')] }));
    expect(reply?.answers).toMatchObject([{ question: 'the weather?' }]);
    expect(reply?.unchanged).toBe(false);
    expect(composeReply(news({ answers: [silence('the weather?')] }))).toBeUndefined();
  });

  test('at most two questions are answered', () => {
    const answers = ['a?', 'b?', 'c?'].map(answer);
    expect(composeReply(news({ answers }))?.answers.map(({ question }) => question)).toEqual(['a?', 'b?']);
  });

  test('a change because words were taken back quotes those that count now', () => {
    const reply = composeReply(news({ before: changed, after: before }));
    expect(reply?.changed).toMatchObject({
      from: changed.verdict.route,
      to: before.verdict.route,
      because: { message: '1.0' },
    });
  });

  test('a change to nothing known quotes nobody', async () => {
    const reply = composeReply(news({ after: await assessed('Hello.') }));
    expect(reply?.changed?.to).toBe('ask-more');
    expect(reply?.changed?.because).toBeUndefined();
  });
});
