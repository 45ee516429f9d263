import { describe, expect, test } from '@jest/globals';
import { startWorld } from '../../support/app.ts';
import { capturedLog } from '../../support/captured-log.ts';
import { afterTest } from '../../support/clean-up.ts';
import { factsIn, messagesIn, readsWell } from '../../support/llm-reader.ts';
import { asksForSummary, type Call, type LlmAnswer, startLlmServer } from '../../support/llm-server.ts';
import { shown, shownLines } from '../../support/shown.ts';
import { ask, type CaseThread, oursIn, settled } from '../../support/threads.ts';

const SITUATION =
  'Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune Llama 3 8B on them.';
const NEWS = 'We already have RAG over the policy PDFs, but it often returns the wrong page.';

const MODEL = 'stand-in-7b';
const READ_BY_MODEL = /· read by a model \(stand-in-7b\) ·/;
const READ_OFFLINE = /· read offline, no model ·/;

type Options = Parameters<typeof startWorld>[0];

/** The app, with a model that answers so. */
async function worldWith(answer: (call: Call, number: number) => LlmAnswer, options: Options = {}) {
  const server = await startLlmServer(answer);
  afterTest(() => server.close());
  const model = { OPENAI_API_KEY: 'sk-test-1', OPENAI_BASE_URL: server.baseUrl, OPENAI_MODEL: MODEL };
  const world = await startWorld({ ...options, env: { ...model, ...options.env } });
  return { ...world, calls: server.calls };
}

/** Reads with these facts, and leaves the summary to the pack. */
const reading =
  (facts: (call: Call) => unknown[], rest: object = {}) =>
  (call: Call): LlmAnswer =>
    asksForSummary(call)
      ? { say: { sentences: [] } }
      : { say: { facts: facts(call), asks: [], route: 'none', rests_on: [], ...rest } };

/** The name that the first message has in a call. */
const firstIn = (call: Call): string => messagesIn(call)[0]?.id ?? '';
const noted = (call: Call, key: string, value: string, quote: string) => ({
  key,
  value,
  quote,
  message: firstIn(call),
});

/** What a message passes off as somebody's words. */
const quotationsIn = (text: string): string[] =>
  [...text.matchAll(/“([^”]*)”/g)].map(([, quotation = '']) => quotation.replace(/ …$/, ''));

/** An answer stands in the thread, with an experiment and a question, and quotes nothing that nobody wrote. */
function isAssessment(thread: CaseThread, written: string): void {
  const text = shown(thread.verdict());
  expect(shownLines(thread.verdict().blocks)[0]).toMatch(/^(?:Not yet|No|Yes|Too early to say)[.,]/);
  expect(text).toMatch(/^Try this first: /m);
  for (const quotation of quotationsIn(text)) expect(written).toContain(quotation);
}

describe('with a model that reads well', () => {
  test('the answer names it, quotes what was written, and the rules decide', async () => {
    const { slack, database, calls } = await worldWith(readsWell);
    const thread = await ask(slack, SITUATION);
    isAssessment(thread, SITUATION);
    expect(shown(thread.verdict())).toMatch(/here: retrieval\b/);
    expect(shown(thread.verdict())).toMatch(/Rules decided · read by a model \(stand-in-7b\) · 3 quotes/);
    expect(calls.every(({ model }) => model === MODEL)).toBe(true);
    await settled(slack, database);
    expect(oursIn(slack, '#llm-help', 'verdict')).toHaveLength(1);
  });

  test('what is said next is read next, and nothing twice', async () => {
    const { slack, calls } = await worldWith(readsWell);
    const thread = await ask(slack, SITUATION);
    thread.say('ana', NEWS);
    await slack.until(() => thread.replies().length === 1);
    isAssessment(thread, `${SITUATION} ${NEWS}`);
    expect(shown(thread.verdict())).toMatch(/here: retrieval knobs/);
    const readings = calls.filter((call) => !asksForSummary(call));
    expect(readings.map((call) => messagesIn(call).map(({ text }) => text))).toEqual([[SITUATION], [NEWS]]);
  });

  test('an open route that it proposes is taken, and the answer says so', async () => {
    const proposes = reading(factsIn, { route: 'prompt-first', rests_on: ['gap'] });
    const { slack } = await worldWith(proposes);
    const thread = await ask(slack, SITUATION);
    expect(shown(thread.verdict())).toMatch(/A model proposed, within the rules · read by a model/);
  });

  test('a summary that holds is shown', async () => {
    const { slack } = await worldWith((call) =>
      asksForSummary(call) ? summary(call, 'The team has 800 Q&A pairs.') : readsWell(call),
    );
    const thread = await ask(slack, SITUATION);
    expect(shown(thread.verdict())).toContain('The team has 800 Q&A pairs.');
  });
});

/** A summary of one sentence, which cites the fact with the 800 pairs. */
function summary(call: Call, text: string): LlmAnswer {
  const line = call.messages[1]?.content.split('\n').find((each) => each.includes('"800 Q&A pairs"')) ?? '';
  return { say: { sentences: [{ text, cites: [line.split(' ')[0]] }] } };
}

describe('whatever the model does, an assessment comes, nothing unverified is in it, and it says who read', () => {
  test.each<[string, (call: Call) => LlmAnswer, RegExp, RegExp]>([
    [
      'false quotations beside true ones',
      reading((call) => [...factsIn(call), noted(call, 'owner', 'yes', 'our ML team will run it')]),
      READ_BY_MODEL,
      /ML team/,
    ],
    [
      'true quotations under false facts',
      reading((call) => [
        noted(call, 'examples', '8000', '800 Q&A pairs'),
        noted(call, 'labels_agreed', 'true', '800 Q&A pairs'),
        noted(call, 'measured', 'true', 'makes up refund rules'),
        ...factsIn(call),
      ]),
      READ_BY_MODEL,
      /8,?000|labels|my reading/,
    ],
    [
      'facts, values and messages that do not exist',
      reading((call) => [
        noted(call, 'budget_approved', 'true', '800 Q&A pairs'),
        noted(call, 'job', 'juggle', 'support bot'),
        { ...noted(call, 'job', 'answer', 'support bot'), message: 'm99' },
        ...factsIn(call),
      ]),
      READ_BY_MODEL,
      /budget|juggle/,
    ],
    [
      'a proposal whose route is closed',
      reading(factsIn, { route: 'fine-tune', rests_on: ['gap', 'measured'] }),
      /Rules decided · read by a model/,
      /^Yes/,
    ],
    [
      'a summary that lies',
      (call) =>
        asksForSummary(call)
          ? summary(call, 'The team has 8,000 Q&A pairs and should fine-tune now.')
          : readsWell(call),
      READ_BY_MODEL,
      /8,?000|fine-tune now/,
    ],
    [
      'a summary with a link and a mention',
      (call) =>
        asksForSummary(call)
          ? summary(call, 'The team has 800 Q&A pairs <!channel> https://example.com/pairs.')
          : readsWell(call),
      READ_BY_MODEL,
      /example\.com|@channel/,
    ],
  ])('%s', async (_, answer, reader, never) => {
    const { slack } = await worldWith(answer);
    const thread = await ask(slack, SITUATION);
    isAssessment(thread, SITUATION);
    expect(shown(thread.verdict())).toMatch(/here: retrieval\b/);
    expect(shown(thread.verdict())).toMatch(reader);
    expect(shown(thread.verdict())).not.toMatch(never);
    expect(slack.pings()).toEqual([]);
  });

  test('a fact that its words do not carry is "my reading", and leads to a question at most', async () => {
    const { slack } = await worldWith(
      reading((call) => [
        noted(call, 'has_retrieval', 'true', 'makes up refund rules'),
        noted(call, 'measured', 'true', 'makes up refund rules'),
        ...factsIn(call),
      ]),
    );
    const thread = await ask(slack, SITUATION);
    isAssessment(thread, SITUATION);
    expect(shown(thread.verdict())).toMatch(/“makes up refund rules”.* my reading: /);
    expect(shown(thread.verdict())).toMatch(/^Not yet\.[\s\S]*^One question: /m);
  });

  test.each<[string, LlmAnswer, string]>([
    ['broken JSON', { raw: '{"facts": [{"key": "gap", ' }, 'the answer of the model could not be read'],
    ['words', { raw: 'Sure! I would fine-tune.' }, 'the answer of the model could not be read'],
    ['a refusal', { refuse: 'I cannot help with that.' }, 'the model refused'],
    ['an answer that is cut off', { cutOff: '{"facts":[' }, 'the answer of the model was cut off'],
    ['status 401', { status: 401 }, 'the model does not accept our key'],
    ['status 500', { status: 500 }, "the model's server answered 500"],
    [
      '429 and a minute to wait',
      { status: 429, headers: { 'retry-after': '60' } },
      'the model has no capacity for us now',
    ],
  ])('%s: it is read offline, and the reason is said', async (_, answer, why) => {
    const { slack } = await worldWith(() => answer);
    const thread = await ask(slack, SITUATION);
    isAssessment(thread, SITUATION);
    const text = shown(thread.verdict());
    expect(text).toMatch(/here: retrieval\b/);
    expect(text).toMatch(READ_OFFLINE);
    expect(text).toContain(`I read offline this time, because ${why}.`);
  });

  test('nothing but false quotations: it is asked once more, then it is read offline', async () => {
    const lies = reading((call) =>
      factsIn(call).map((fact) => ({ ...fact, quote: `so ${fact.quote} indeed` })),
    );
    const { slack, calls } = await worldWith(lies);
    const thread = await ask(slack, SITUATION);
    isAssessment(thread, SITUATION);
    expect(shown(thread.verdict())).toMatch(READ_OFFLINE);
    expect(shown(thread.verdict())).toContain('most of what the model noted does not stand in your messages');
    expect(calls).toHaveLength(2);
  });

  test('a model that is not there', async () => {
    const { slack } = await startWorld({
      env: { OPENAI_API_KEY: 'none', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' },
    });
    const thread = await ask(slack, SITUATION);
    isAssessment(thread, SITUATION);
    expect(shown(thread.verdict())).toContain(
      'I read offline this time, because the model cannot be reached.',
    );
  });

  test('a slow model is waited for', async () => {
    const { slack } = await worldWith((call) => ({ slowMs: 1_000, afterwards: readsWell(call) }));
    const thread = await ask(slack, SITUATION);
    expect(shown(thread.verdict())).toMatch(READ_BY_MODEL);
  });

  test('a summary that never comes keeps nobody waiting for long', async () => {
    const { slack } = await worldWith((call) => (asksForSummary(call) ? { hang: true } : readsWell(call)));
    const thread = await ask(slack, SITUATION);
    isAssessment(thread, SITUATION);
    expect(shown(thread.verdict())).toMatch(READ_BY_MODEL);
  });

  test('a model that never answers is given up, and what came meanwhile is in the answer', async () => {
    const { slack, database, calls } = await worldWith(() => ({ hang: true }), {
      env: { OPENAI_TIMEOUT_SECONDS: '2' },
    });
    await slack.command({ user: 'ana', channel: '#llm-help', text: `/finetune ${SITUATION}` });
    const root = await slack.until(() => oursIn(slack, '#llm-help', 'root')[0]);
    await slack.until(() => slack.statuses().some(({ status }) => status === 'is reading your words…'));
    const verdict = await slack.until(() => oursIn(slack, '#llm-help', 'verdict')[0]);
    expect(verdict.thread_ts).toBe(root.ts);
    expect(shown(verdict)).toContain('I read offline this time, because the model did not answer in time.');
    await settled(slack, database);
    expect(calls).toHaveLength(1);
  });
});

describe('the tokens of a day', () => {
  const LIMIT_NOTE =
    "Today's limit of tokens for this workspace is reached, so I read offline until tomorrow";

  test('are used up: it is read offline and said so, until the next day', async () => {
    let ahead = 0;
    const appClock = { now: () => Date.now() + ahead };
    const { slack, calls } = await worldWith(readsWell, { env: { DAILY_TOKEN_LIMIT: '1' }, appClock });
    const first = await ask(slack, SITUATION);
    expect(shown(first.verdict())).toMatch(READ_BY_MODEL);
    const before = calls.length;
    const second = await ask(slack, SITUATION);
    isAssessment(second, SITUATION);
    expect(shown(second.verdict())).toMatch(READ_OFFLINE);
    expect(shown(second.verdict())).toContain(LIMIT_NOTE);
    expect(calls).toHaveLength(before);
    ahead = 24 * 60 * 60 * 1000;
    const third = await ask(slack, SITUATION);
    expect(shown(third.verdict())).toMatch(READ_BY_MODEL);
  });

  test('count also where the model gave nothing of use', async () => {
    const { slack, calls } = await worldWith(() => ({ raw: 'oops' }), { env: { DAILY_TOKEN_LIMIT: '1' } });
    const first = await ask(slack, SITUATION);
    expect(shown(first.verdict())).toContain(LIMIT_NOTE);
    const second = await ask(slack, SITUATION);
    expect(shown(second.verdict())).toMatch(READ_OFFLINE);
    expect(calls).toHaveLength(1);
  });

  test('can be none: the model is never asked', async () => {
    const { slack, calls } = await worldWith(readsWell, { env: { DAILY_TOKEN_LIMIT: '0' } });
    const thread = await ask(slack, SITUATION);
    expect(shown(thread.verdict())).toContain(LIMIT_NOTE);
    expect(calls).toEqual([]);
  });
});

describe('what is private', () => {
  const SECRETS = [
    'ana@example.com',
    '+1 212 555 0147',
    'sk-proj-abcdefghijklmnop1234',
    'hunter2secret',
    'DE89 3704 0044 0532 0130 00',
    '4111 1111 1111 1111',
  ];
  const [mail, phone, key, password, iban, card] = SECRETS;
  const PRIVATE = `Our support bot makes up refund rules. Ask ${mail} or ${phone}. The key is ${key}, password: ${password}, IBAN ${iban}, card ${card}. We have 800 Q&A pairs from ${mail}.`;

  test('in a command, a reply or an edit never reaches the model, neither for reading nor for the summary', async () => {
    const { slack, calls } = await worldWith(readsWell);
    const thread = await ask(slack, PRIVATE);
    const ts = thread.say('ana', `${NEWS} Ask ${mail} or ${phone}.`);
    await slack.until(() => thread.replies().length === 1);
    slack.edit({ user: 'ana', channel: thread.channel, ts, text: `${NEWS} ${key} ${card}` });
    await slack.until(() =>
      calls.some((call) => messagesIn(call).some(({ text }) => /\[key-1\]/.test(text))),
    );
    expect(calls.some(asksForSummary)).toBe(true);
    const sent = JSON.stringify(calls);
    for (const secret of SECRETS) expect(sent).not.toContain(secret);
    for (const id of [slack.user('ana').id, 'Ana']) expect(sent).not.toContain(id);
    expect(sent).toContain('800 Q&A pairs from [email-1]');
  });

  test('and what anybody wrote, is in no log line, whatever goes wrong', async () => {
    const { log, text } = capturedLog();
    const broken: LlmAnswer[] = [{ status: 500 }, { status: 500 }, { status: 500 }, { raw: 'oops' }];
    const { slack, database } = await worldWith((call, number) => broken[number] ?? readsWell(call), { log });
    slack.faults.api('chat.postMessage', { kind: 'http', status: 500 });
    slack.faults.api('chat.postMessage', { kind: 'error', error: 'internal_error' });
    slack.faults.api('chat.update', { kind: 'lost-answer' });
    const thread = await ask(slack, PRIVATE);
    thread.say('ben', `${NEWS} The purple elephant knows ${mail}.`);
    await slack.until(() => thread.replies().length === 1);
    await slack.command({ user: 'ana', channel: '#random', text: `/finetune ${PRIVATE}` });
    await slack.until(() => slack.ephemerals('ana').find(({ blocks }) => blocks));
    await settled(slack, database);
    expect(text()).toContain('a message must wait');
    expect(text()).toMatch(/"why":"the model's server answered 500","msg":"the model was of no use/);
    const words = ['refund', 'elephant', 'wrong page', 'Q&A', 'sk-test-1', slack.botToken, slack.appToken];
    for (const secret of [...SECRETS, ...words]) expect(text()).not.toContain(secret);
  });
});
