import { describe, expect, test } from '@jest/globals';
import { startHealth } from '../../src/health.ts';
import { operatorRoutes, type Readiness } from '../../src/operator-routes.ts';
import { startApp } from '../support/app.ts';
import { afterTest } from '../support/clean-up.ts';
import { eventually } from '../support/eventually.ts';
import { figuresAt } from '../support/figures.ts';
import { freePort } from '../support/free-port.ts';
import { readsWell } from '../support/llm-reader.ts';
import { type LlmAnswer, startLlmServer } from '../support/llm-server.ts';
import { signedHttp, socketMode, testSlack } from '../support/slack.ts';
import { tcpProxy } from '../support/tcp-proxy.ts';
import { createDatabase } from '../support/test-database.ts';
import { ask } from '../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';
const NEWS = 'We already have RAG over the policy PDFs, but it often returns the wrong page.';

/** What a process answers to operators. */
async function asked(port: number, path: string): Promise<{ status: number; text: string }> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: response.status, text: await response.text() };
}

describe('GET /metrics', () => {
  test('tells what is connected, was acknowledged, read, decided, used, done without the model, and given up', async () => {
    let model: (...call: Parameters<typeof readsWell>) => LlmAnswer = readsWell;
    const llm = await startLlmServer((call) => model(call));
    afterTest(() => llm.close());
    const slack = await testSlack();
    const port = await freePort();
    await startApp({
      ...socketMode(slack),
      DATABASE_URL: await createDatabase(),
      GATHER_SECONDS: '0',
      PORT: String(port),
      OPENAI_API_KEY: 'sk-test-1',
      OPENAI_BASE_URL: llm.baseUrl,
    });
    const before = await figuresAt(port);
    expect(before.get('tune_or_not_socket_connections')).toBe(2);
    expect(before.get('tune_or_not_fallbacks_total{because="model"}')).toBe(0);
    expect(before.get('tune_or_not_turn_duration_seconds_count')).toBe(0);

    slack.faults.dropSockets();
    const unconnected = { status: 503, text: 'no connection to Slack is open\n' };
    await eventually(async () => (await asked(port, '/readyz')).text === unconnected.text);
    expect(await asked(port, '/readyz')).toEqual(unconnected);
    expect(await asked(port, '/healthz')).toEqual({ status: 200, text: 'ok\n' });
    await eventually(async () => (await figuresAt(port)).get('tune_or_not_socket_connections') === 2);
    expect((await asked(port, '/readyz')).status).toBe(200);

    const thread = await ask(slack, SITUATION);
    const after = await eventually(async () => {
      const figures = await figuresAt(port);
      return figures.get('tune_or_not_turn_duration_seconds_count') === 1 ? figures : undefined;
    });
    expect(after.get('tune_or_not_ack_duration_seconds_count{kind="command",outcome="acknowledged"}')).toBe(
      1,
    );
    for (const stage of ['open', 'hear', 'read', 'assess', 'summarise', 'write', 'post'])
      expect([stage, after.get(`tune_or_not_turn_stage_duration_seconds_count{stage="${stage}"}`)]).toEqual([
        stage,
        1,
      ]);
    expect(after.get('tune_or_not_verdicts_total{route="rag-first",standing="ask"}')).toBe(1);
    expect(after.get('tune_or_not_model_call_duration_seconds_count{outcome="answered"}')).toBe(
      llm.calls.length,
    );
    expect(after.get('tune_or_not_model_input_tokens_total')).toBeGreaterThan(1_000);
    expect(after.get('tune_or_not_model_output_tokens_total')).toBe(50 * llm.calls.length);
    expect(after.get('tune_or_not_model_cached_input_tokens_total')).toBe(0);
    expect(after.get('tune_or_not_inbox_items{state="waiting"}')).toBe(0);
    expect(after.get('tune_or_not_inbox_oldest_age_seconds')).toBe(0);
    expect(after.get('process_resident_memory_bytes')).toBeGreaterThan(0);

    model = () => ({ status: 401 });
    slack.faults.api('chat.update', { kind: 'error', error: 'is_archived' }, { times: Infinity });
    thread.say('ana', NEWS);
    await eventually(async () => {
      const figures = await figuresAt(port);
      return (
        figures.get('tune_or_not_fallbacks_total{because="model"}') === 1 &&
        figures.get('tune_or_not_model_call_duration_seconds_count{outcome="unavailable"}') === 1 &&
        (figures.get('tune_or_not_failures_total{what="message",cause="place"}') ?? 0) > 0
      );
    });

    // Who a figure is about stands nowhere in it.
    const { text } = await asked(port, '/metrics');
    for (const told of ['refund', 'ana', slack.user('ana').id, thread.channel, 'T0', slack.botToken])
      expect(text).not.toMatch(new RegExp(`"[^"\n]*${told}[^"\n]*"`));
  });

  test('answers while the database is cut off or silent, without figures that are no longer true', async () => {
    const port = await freePort();
    const http = {
      requestUrl: `http://127.0.0.1:${port}/slack/events`,
      signingSecret: 'secret-of-this-test',
    };
    const slack = await testSlack({ http, limits: { ackMs: 1_000 } });
    const between = await tcpProxy(await createDatabase());
    await startApp({ ...signedHttp(slack), DATABASE_URL: between.url, PORT: String(port) });
    const isUp = async () => (await figuresAt(port)).get('tune_or_not_database_up') === 1;
    expect(await isUp()).toBe(true);
    expect(await asked(port, '/readyz')).toEqual({ status: 200, text: 'ready\n' });
    for (const fault of ['cut', 'freeze'] as const) {
      between[fault]();
      const figures = await figuresAt(port);
      expect(figures.get('tune_or_not_database_up')).toBe(0);
      expect([...figures.keys()].filter((name) => /^tune_or_not_(?:inbox|outbox)/.test(name))).toEqual([]);
      expect(figures.get('tune_or_not_guidance_expired_passages')).toBeDefined();
      expect((await asked(port, '/readyz')).status).toBe(503);
      if (fault === 'cut') {
        slack.say({ user: 'ana', channel: '#llm-help', text: `@Tune or Not ${SITUATION}` });
        await eventually(async () => {
          const then = await figuresAt(port);
          return (
            (then.get('tune_or_not_ack_duration_seconds_count{kind="event",outcome="left"}') ?? 0) > 0 &&
            (then.get('tune_or_not_failures_total{what="arrival",cause="other"}') ?? 0) > 0
          );
        });
      }
      between.mend();
      await eventually(isUp);
    }
  });
});

describe('for operators', () => {
  const serve = async (readiness: Readiness) => {
    const healthy = async () => undefined;
    const health = await startHealth('127.0.0.1', 0, operatorRoutes(healthy, readiness, undefined));
    afterTest(() => health.close());
    return health.port;
  };

  test('switched off, the figures are nowhere', async () => {
    const port = await serve({ state: 'working', sockets: 2 });
    expect(await asked(port, '/metrics')).toEqual({
      status: 404,
      text: 'There is only /healthz, /readyz here.\n',
    });
  });

  test('a process that is starting is neither ready nor healthy yet, and says so', async () => {
    const port = await serve({ state: 'starting', sockets: 0 });
    for (const path of ['/healthz', '/readyz'])
      expect(await asked(port, path)).toEqual({ status: 503, text: 'starting\n' });
  });

  test.each<[Readiness, number, string]>([
    [{ state: 'working', sockets: 0 }, 503, 'no connection to Slack is open'],
    [{ state: 'working', sockets: 1 }, 200, 'ready'],
    [{ state: 'working', sockets: undefined }, 200, 'ready'],
    [{ state: 'stopping', sockets: 2 }, 503, 'stopping'],
  ])('%j is told under /readyz, and is healthy all the same', async (readiness, status, text) => {
    const port = await serve(readiness);
    expect(await asked(port, '/readyz')).toEqual({ status, text: `${text}\n` });
    expect((await asked(port, '/healthz')).status).toBe(200);
  });
});
