import { afterEach, describe, expect, test } from '@jest/globals';
import { countTokens } from 'gpt-tokenizer';
import { EMPTY_SITUATION } from '../../../src/advisor/situation.ts';
import { llmCuratorAt, messagesOf } from '../../support/llm-curator.ts';
import { readsWell } from '../../support/llm-reader.ts';
import { type Call, type LlmAnswer, type LlmServer, startLlmServer } from '../../support/llm-server.ts';

const THREAD = messagesOf(
  'Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune Llama 3 8B on them.',
);
const KEYS = ['gap', 'examples', 'training'];

const servers: LlmServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function readAt(
  answer: (call: Call, number: number) => LlmAnswer,
  { messages = THREAD, readMs = 10_000 } = {},
) {
  const server = await startLlmServer(answer);
  servers.push(server);
  const { curator } = await llmCuratorAt(server.baseUrl, { limits: { readMs, summariseMs: 2_000 } });
  const reading = await curator.read({ messages, situation: EMPTY_SITUATION });
  return { reading, calls: server.calls, curator };
}

const good = (call: Call): string => {
  const answer = readsWell(call);
  return 'say' in answer ? JSON.stringify(answer.say) : '';
};

describe('a server that knows all of the protocol', () => {
  test('holds the model to a strict schema in which every property is required and no other is allowed', async () => {
    const { calls } = await readAt(readsWell);
    const format = calls[0]?.response_format;
    expect(format).toMatchObject({
      type: 'json_schema',
      json_schema: { strict: true, schema: { additionalProperties: false } },
    });
    expect(calls[0]).toMatchObject({ temperature: 0, max_completion_tokens: 4_000 });
  });
});

test('a server that points to another one is not followed: what people wrote stays with the one that was named', async () => {
  const elsewhere = await startLlmServer(readsWell);
  servers.push(elsewhere);
  const { reading } = await readAt(() => ({
    status: 307,
    headers: { location: `${elsewhere.baseUrl}/chat/completions` },
  }));
  expect(elsewhere.calls).toEqual([]);
  expect(reading.curator).toBe('offline');
  expect(reading.notes.join(' ')).toContain('the model cannot be reached');
});

describe('a server that takes no schema', () => {
  test.each([
    ['says so', { status: 400, message: "'response_format.type' must be 'json_object' or 'text'" }],
    ['cannot build a grammar of it', { status: 400, message: 'failed to parse grammar' }],
    ['finds the request unprocessable', { status: 422, message: 'json_schema: extra fields not permitted' }],
  ])('and %s is asked in plain JSON mode, and from then on only so', async (_, refusal) => {
    const { reading, calls, curator } = await readAt((call) =>
      call.response_format?.type === 'json_schema' ? refusal : readsWell(call),
    );
    expect(reading.statements.map(({ key }) => key)).toEqual(KEYS);
    await curator.read({ messages: THREAD, situation: EMPTY_SITUATION });
    expect(calls.map((call) => call.response_format?.type)).toEqual([
      'json_schema',
      'json_object',
      'json_object',
    ]);
  });

  test('nor plain JSON mode is asked for JSON in words, which the prompt does', async () => {
    const { reading, calls } = await readAt((call) =>
      call.response_format ? { status: 400, message: 'response_format is not supported' } : readsWell(call),
    );
    expect(reading.curator).toBe('llm');
    expect(calls.at(-1)?.response_format).toBeUndefined();
    expect(calls.at(-1)?.messages[0]?.content).toContain('Answer with one JSON object');
  });
});

describe('a server that ignores what it is asked for', () => {
  test.each<[string, (body: string) => string]>([
    [
      'says something before and after the JSON',
      (body) => `Sure, here is the JSON:\n${body}\nHope this helps {:-)`,
    ],
    ['puts it in a code fence', (body) => `\`\`\`json\n${body}\n\`\`\``],
    ['thinks aloud before it', (body) => `<think>They say {"facts": 3}? Let me see.</think>\n${body}`],
    [
      'opens its thinking in the prompt and only closes it',
      (body) => `Hm, {"facts": []} is too little.</think>${body}`,
    ],
    ['writes about its format first', (body) => `The format {"facts":[…]} is clear.\n\n${body}`],
    ['adds fields of its own', (body) => JSON.stringify({ ...JSON.parse(body), confidence: 0.9 })],
    ['leaves empty lists out', (body) => JSON.stringify({ facts: JSON.parse(body).facts })],
    [
      'gives null for what it has none of',
      (body) => JSON.stringify({ ...JSON.parse(body), asks: null, route: null }),
    ],
  ])('and %s is understood', async (_, dressed) => {
    const { reading, calls } = await readAt((call) => ({ raw: dressed(good(call)) }));
    expect(reading.statements.map(({ key }) => key)).toEqual(KEYS);
    expect(calls).toHaveLength(1);
  });

  test('and tells nothing of what it used is counted by us', async () => {
    const { reading, calls } = await readAt((call) => ({ raw: good(call), usage: null }));
    const [call] = calls;
    const sent = countTokens(call?.messages.map(({ content }) => content).join('\n') ?? '');
    expect(reading.usage.inputTokens).toBeGreaterThanOrEqual(sent);
    expect(reading.usage.outputTokens).toBe(countTokens(call ? good(call) : ''));
  });
});

describe('a server whose model reasons', () => {
  test('and gives its reasoning beside the answer is gone by its answer', async () => {
    const { reading } = await readAt((call) => ({
      raw: good(call),
      reasoning: 'They have no facts {"facts":[]}.',
    }));
    expect(reading.statements.map(({ key }) => key)).toEqual(KEYS);
  });

  test('has room for it beside what it says', async () => {
    const { calls } = await readAt(readsWell);
    expect(calls[0]?.max_completion_tokens).toBe(4_000);
  });

  test('and never comes to an answer is not gone by: it is read offline', async () => {
    const { reading } = await readAt(() => ({ raw: '', reasoning: 'Well, {"facts":[]}' }));
    expect(reading.notes).toEqual([
      'I read offline this time, because the answer of the model could not be read.',
    ]);
  });
});

describe('a server with a context of 8k', () => {
  const CONTEXT = 8_192;
  const LONG = messagesOf(
    ...Array.from(
      { length: 400 },
      (_, index) => `Message ${index}: we have ${index} labelled tickets, and more to say.`,
    ),
  );
  const inputOf = (call: Call): number =>
    countTokens(call.messages.map(({ content }) => content).join('\n')) +
    countTokens(JSON.stringify(call.response_format ?? {}));
  const outputOf = (call: Call): number => call.max_completion_tokens ?? call.max_tokens ?? 0;

  test('has room for every call of a thread of any length, thinking included', async () => {
    const { calls } = await readAt(() => ({ say: { facts: [] } }), { messages: LONG, readMs: 30_000 });
    expect(calls).toHaveLength(4);
    for (const call of calls) expect(inputOf(call) + outputOf(call)).toBeLessThanOrEqual(CONTEXT);
  });

  test('and a tokenizer that takes a quarter more is asked with less room for thinking, and no less of the rules', async () => {
    const refused = (call: Call) => 1.25 * inputOf(call) + outputOf(call) > CONTEXT;
    const { reading, calls } = await readAt(
      (call) =>
        refused(call)
          ? {
              status: 400,
              message: `This model's maximum context length is ${CONTEXT} tokens. However, you requested more. Please reduce the length of the messages or completion (max_completion_tokens).`,
            }
          : { say: { facts: [] } },
      { messages: LONG, readMs: 30_000 },
    );
    expect(reading.curator).toBe('llm');
    expect(calls.filter((call) => refused(call))).toHaveLength(1);
    expect(new Set(calls.map(({ messages }) => messages[0]?.content)).size).toBe(1);
  });

  test('of less than the rules themselves is not asked again and again: it is read offline', async () => {
    const { reading, calls } = await readAt(() => ({
      status: 400,
      message: 'the request exceeds the available context size. try increasing the context size',
    }));
    expect(reading.curator).toBe('offline');
    expect(calls).toHaveLength(2);
  });
});

describe('a server that has trouble', () => {
  test.each([400, 401, 403, 404, 413])('of a kind that stays (%i) is not asked again', async (status) => {
    const { reading, calls } = await readAt(() => ({ status, message: 'no' }));
    expect(reading.curator).toBe('offline');
    expect(calls).toHaveLength(1);
  });

  test('because nothing is paid for is not asked again', async () => {
    const { calls } = await readAt(() => ({ status: 429, code: 'insufficient_quota' }));
    expect(calls).toHaveLength(1);
  });

  test.each([408, 409, 429, 500, 502, 503])('of a kind that passes (%i) is asked again', async (status) => {
    const { reading, calls } = await readAt((call, number) => (number === 0 ? { status } : readsWell(call)));
    expect(reading.curator).toBe('llm');
    expect(calls).toHaveLength(2);
  });

  test.each([
    ['seconds', '60'],
    ['a date', new Date(Date.now() + 120_000).toUTCString()],
  ])('and asks for more time than anybody waits, in %s, is not waited for', async (_, after) => {
    const { calls } = await readAt(() => ({ status: 429, headers: { 'retry-after': after } }), {
      readMs: 60_000,
    });
    expect(calls).toHaveLength(1);
  });

  test('is given up at the deadline, whatever it was waiting for', async () => {
    const { reading, calls } = await readAt(() => ({ status: 503, headers: { 'retry-after': '7' } }), {
      readMs: 300,
    });
    expect(reading.notes).toEqual(['I read offline this time, because the model did not answer in time.']);
    expect(calls).toHaveLength(1);
  });

  test('again and again is left alone, which is said', async () => {
    const { reading, curator, calls } = await readAt(() => ({ status: 401 }), {});
    expect(reading.curator).toBe('offline');
    for (let more = 0; more < 4; more++) await curator.read({ messages: THREAD, situation: EMPTY_SITUATION });
    const rested = await curator.read({ messages: THREAD, situation: EMPTY_SITUATION });
    expect(rested.notes).toEqual([
      'I read offline this time, because the model failed several times in a row and is left alone for a moment.',
    ]);
    expect(rested.statements.length).toBeGreaterThan(0);
    expect(calls).toHaveLength(5);
  });
});
