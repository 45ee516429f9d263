import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startApp } from '../../support/app.ts';
import { afterTest } from '../../support/clean-up.ts';
import { eventually } from '../../support/eventually.ts';
import { freePort } from '../../support/free-port.ts';
import { readsWell } from '../../support/llm-reader.ts';
import { type LlmAnswer, startLlmServer } from '../../support/llm-server.ts';
import { shown } from '../../support/shown.ts';
import { type SlackOptions, signedHttp, socketMode, testSlack } from '../../support/slack.ts';
import { type TcpProxy, tcpProxy } from '../../support/tcp-proxy.ts';
import { createDatabase } from '../../support/test-database.ts';
import { ask, caseThread, keyOf, oursIn, settled, verdictBelow } from '../../support/threads.ts';

const SITUATION = 'Our support bot makes up <refund> rules & prices. We have 800 Q&A pairs.';
const RAG = 'We already have RAG over the policy PDFs, but it often returns the wrong page.';

/** Slack comes again soon, and for as long as this takes. */
const LIMITS = { ackMs: 1_000, retryDelaysMs: Array.from({ length: 60 }, () => 200) };

/** Our messages in the channel, by what they are. */
const ours = (slack: Sandbox): string[] =>
  slack.messages('#llm-help').flatMap((message) => keyOf(message) ?? []);

interface World {
  slack: Sandbox;
  /** The database as tests reach it, which is always there. */
  database: string;
  /** What stands between the app and its database. */
  between: TcpProxy;
  port: number;
}

/** The app, with a database that can be taken away. */
async function world(
  way: 'socket' | 'http' = 'socket',
  more: Record<string, string> = {},
  limits: SlackOptions['limits'] = LIMITS,
): Promise<World> {
  const port = await freePort();
  const http = { requestUrl: `http://127.0.0.1:${port}/slack/events`, signingSecret: 'secret-of-this-test' };
  const slack = await testSlack({ limits, ...(way === 'http' ? { http } : {}) });
  const database = await createDatabase();
  const between = await tcpProxy(database);
  const credentials = way === 'http' ? signedHttp(slack) : socketMode(slack);
  await startApp({ ...credentials, DATABASE_URL: between.url, PORT: String(port), ...more });
  return { slack, database, between, port };
}

const health = async (port: number): Promise<number> => {
  const response = await fetch(`http://127.0.0.1:${port}/healthz`);
  await response.text();
  return response.status;
};

describe.each(['socket', 'http'] as const)('while the database is away, over %s', (way) => {
  test('a command gets a private reply with all that was typed; asked again, it is answered once', async () => {
    const { slack, database, between } = await world(way);
    between.cut();
    const command = { user: 'ana', channel: '#llm-help', text: `/finetune ${SITUATION}` };
    expect(await slack.command(command)).toEqual({ outcome: 'acked' });
    const [reply] = slack.ephemerals('ana');
    expect(reply?.text).toMatch(/^My database does not answer, so I may have lost your question\./);
    expect(reply?.text).toContain('Our support bot makes up &lt;refund&gt; rules &amp; prices.');
    expect(slack.ephemerals('ben')).toEqual([]);
    between.mend();
    await settled(slack, database);
    expect(ours(slack)).toEqual([]);
    // It finds its way back to the database without being started again.
    await eventually(async () => {
      const told = slack.ephemerals('ana').length;
      await slack.command(command);
      return slack.ephemerals('ana').length === told;
    });
    await slack.until(() => ours(slack).includes('verdict'));
    await settled(slack, database);
    expect(ours(slack)).toEqual(['root', 'verdict']);
  });

  test('an event is not acknowledged, comes again, and is answered once', async () => {
    const { slack, database, between } = await world(way);
    between.cut();
    const ts = slack.say({ user: 'ana', channel: '#llm-help', text: `@Tune or Not ${SITUATION}` });
    const mention = () => slack.deliveries().find(({ type }) => type === 'app_mention');
    await slack.until(() => (mention()?.attempts ?? 0) >= 2);
    expect(mention()?.state).toBe('pending');
    between.mend();
    const thread = await verdictBelow(slack, '#llm-help', ts);
    thread.say('ana', RAG);
    await slack.until(() => thread.replies().length === 1);
    await settled(slack, database);
    expect(ours(slack)).toEqual(['verdict', 'reply:2']);
  });

  test('health says so, and says when it is back', async () => {
    const { between, port } = await world(way);
    expect(await health(port)).toBe(200);
    between.cut();
    expect(await health(port)).toBe(503);
    between.mend();
    await eventually(async () => (await health(port)) === 200);
    between.freeze();
    expect(await health(port)).toBe(503);
    between.mend();
    await eventually(async () => (await health(port)) === 200);
  });
});

test('a form stays on the screen with what was typed; sent again, it is answered once', async () => {
  const { slack, database, between } = await world();
  await slack.command({ user: 'ana', channel: '#llm-help', text: '/finetune' });
  const { id: viewId } = await slack.until(() => slack.views('ana').at(-1));
  const values = { situation: { text: SITUATION } };
  between.cut();
  const outcome = await slack.submitView({ user: 'ana', viewId, values });
  expect(outcome).toMatchObject({
    outcome: 'errors',
    errors: { situation: expect.stringMatching(/^I could not keep this: my database does not answer\./) },
  });
  expect(slack.views('ana').at(-1)?.id).toBe(viewId);
  between.mend();
  await eventually(async () => {
    const again = await slack.submitView({ user: 'ana', viewId, values });
    return again.outcome === 'closed' || undefined;
  });
  await slack.until(() => oursIn(slack, '#llm-help', 'verdict').length === 1);
  await settled(slack, database);
  expect(ours(slack)).toEqual(['root', 'verdict']);
});

test('a database that takes what it is told and says nothing is given up in time: the text comes back', async () => {
  // Slack's own patience, of three seconds.
  const { slack, database, between } = await world('socket', {}, { ackMs: 3_000 });
  between.freeze();
  const command = { user: 'ana', channel: '#llm-help', text: `/finetune ${SITUATION}` };
  expect(await slack.command(command)).toEqual({ outcome: 'acked' });
  expect(slack.ephemerals('ana')[0]?.text).toContain('800 Q&amp;A pairs');
  between.mend();
  // Perhaps it was kept all the same; then it is answered, as the reply says.
  await settled(slack, database);
  expect(ours(slack).filter((key) => key === 'root').length).toBeLessThanOrEqual(1);
});

test('an event that a silent database kept without a word comes again, and is answered once', async () => {
  const { slack, database, between } = await world();
  between.freeze();
  const ts = slack.say({ user: 'ana', channel: '#llm-help', text: `@Tune or Not ${SITUATION}` });
  await slack.until(() => slack.deliveries().some(({ attempts }) => attempts >= 3));
  between.mend();
  await verdictBelow(slack, '#llm-help', ts);
  await settled(slack, database);
  expect(ours(slack)).toEqual(['verdict']);
});

test('help and the form need no database', async () => {
  const { slack, between } = await world();
  between.cut();
  await slack.command({ user: 'ana', channel: '#llm-help', text: '/finetune help' });
  expect(slack.ephemerals('ana')[0]?.text).toMatch(/^\*Tune or Not\* advises/);
  await slack.command({ user: 'ana', channel: '#llm-help', text: '/finetune' });
  await slack.until(() => slack.views('ana').length === 1);
});

test('whoever presses a button that needs the database is told to press it again', async () => {
  const { slack, between } = await world();
  const thread = await ask(slack, SITUATION);
  between.cut();
  const press = { user: 'ben', channel: thread.channel, messageTs: thread.verdict().ts, actionId: 'why' };
  expect(await slack.click(press)).toEqual({ outcome: 'acked' });
  const told = await slack.until(() => slack.ephemerals('ben')[0]);
  expect(told.text).toBe('That did not work just now. Please press it again in a minute.');
  between.mend();
  await eventually(async () => {
    await slack.click(press);
    return slack.views('ben')[0];
  });
});

test('it goes away while a case is worked on: the case is taken up again and answered once', async () => {
  let letGo: (answer: LlmAnswer) => void = () => undefined;
  const held = new Promise<LlmAnswer>((resolve) => {
    letGo = resolve;
  });
  const llm = await startLlmServer((call, number) => (number === 0 ? held : readsWell(call)));
  afterTest(() => llm.close());
  const { slack, database, between } = await world('socket', {
    OPENAI_API_KEY: 'none',
    OPENAI_BASE_URL: llm.baseUrl,
  });
  const ts = slack.say({ user: 'ana', channel: '#llm-help', text: `@Tune or Not ${SITUATION}` });
  const call = await eventually(() => llm.calls[0]);
  between.cut();
  const thread = caseThread(slack, '#llm-help', ts);
  thread.say('ana', RAG);
  letGo(readsWell(call));
  await slack.until(() => slack.deliveries().some(({ attempts }) => attempts >= 2));
  expect(ours(slack)).toEqual([]);
  between.mend();
  await slack.until(() => ours(slack).includes('verdict'));
  await slack.until(() => shown(thread.verdict()).includes('here: retrieval knobs'));
  await settled(slack, database);
  expect(ours(slack).filter((key) => key === 'verdict')).toHaveLength(1);
});
