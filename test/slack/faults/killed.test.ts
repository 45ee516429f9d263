import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startApp } from '../../support/app.ts';
import { startAppProcess } from '../../support/app-process.ts';
import { afterTest } from '../../support/clean-up.ts';
import { eventually } from '../../support/eventually.ts';
import { readsWell } from '../../support/llm-reader.ts';
import { asksForSummary, type Call, type LlmAnswer, startLlmServer } from '../../support/llm-server.ts';
import { shown } from '../../support/shown.ts';
import { socketMode, testSlack } from '../../support/slack.ts';
import { createDatabase, locked, query } from '../../support/test-database.ts';
import { ask, caseThread, keyOf, oursIn, settled, verdictBelow } from '../../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';
const RAG = 'We already have RAG over the policy PDFs, but it often returns the wrong page.';

/** So long a case may wait for its answer after the app is back; it has to see that the one before is dead. */
const BACK_MS = 15_000;
/** Longer than any of this takes: whoever waits for such an answer waits until it is killed. */
const HELD_MS = 9_000;
/** For starting three processes and waiting for one to be missed. */
const TEST_MS = 150_000;

/** Our messages in a channel, by what they are. */
const ours = (slack: Sandbox, channel = '#llm-help'): string[] =>
  slack.messages(channel).flatMap((message) => keyOf(message) ?? []);

/** A model of the test's own, as the environment names it. */
async function model(answer: (call: Call, number: number) => LlmAnswer | Promise<LlmAnswer>) {
  const server = await startLlmServer(answer);
  afterTest(() => server.close());
  const env = { OPENAI_API_KEY: 'none', OPENAI_BASE_URL: server.baseUrl, OPENAI_MODEL: 'stand-in' };
  return { calls: server.calls, env };
}

/** Slack, a database, and the environment of the processes that come and go between them. */
async function world(more: Record<string, string> = {}) {
  const slack = await testSlack();
  const database = await createDatabase();
  return { slack, database, env: { ...socketMode(slack), DATABASE_URL: database, ...more } };
}

describe('killed while a model reads, the app that is started next', () => {
  test(
    'answers within 15 s, once, with what was said meanwhile',
    async () => {
      const llm = await model((call, number) => (number === 0 ? { hang: true } : readsWell(call)));
      const { slack, database, env } = await world(llm.env);
      const app = await startAppProcess(env);
      const ts = slack.say({ user: 'ana', channel: '#llm-help', text: `@Tune or Not ${SITUATION}` });
      const thread = caseThread(slack, '#llm-help', ts);
      await eventually(() => llm.calls.length === 1);
      thread.say('ana', 'We have 800 Q&A pairs.');
      await app.kill();
      thread.say('ana', RAG);
      await startApp(env);
      const first = await slack.until(() => oursIn(slack, '#llm-help', 'verdict')[0], { timeoutMs: BACK_MS });
      expect(shown(first)).toMatch(/here: retrieval knobs/);
      expect(shown(first)).toContain('“often returns the wrong page”');
      await settled(slack, database);
      expect(ours(slack)).toEqual(['verdict']);
    },
    TEST_MS,
  );

  test(
    'updates the verdict within 15 s, and replies once, to all that was said meanwhile',
    async () => {
      const hold = { reading: false };
      const llm = await model((call) =>
        hold.reading && !asksForSummary(call) ? { hang: true } : readsWell(call),
      );
      const { slack, database, env } = await world(llm.env);
      const app = await startAppProcess(env);
      const thread = await ask(slack, 'Our support bot makes up refund rules.');
      await settled(slack, database);
      hold.reading = true;
      const before = llm.calls.length;
      thread.say('ana', 'We have 800 Q&A pairs.');
      await eventually(() => llm.calls.length > before);
      await app.kill();
      // Slack tells of it only later than the app is back at work: a minute, after a second attempt in vain.
      const letGo = slack.faults.holdEvents();
      thread.say('ana', RAG);
      hold.reading = false;
      await startApp(env);
      await slack.until(() => thread.replies().length === 1, { timeoutMs: BACK_MS });
      expect(shown(thread.verdict())).toMatch(/here: retrieval knobs/);
      expect(shown(thread.replies()[0] ?? {})).toMatch(/^Changed: /);
      letGo();
      await settled(slack, database);
      expect(ours(slack)).toEqual(['root', 'verdict', 'reply:2']);
    },
    TEST_MS,
  );
});

test(
  'killed while posts are under way: what Slack took is not posted again, what it did not take is',
  async () => {
    const { slack, database, env } = await world();
    const channels = ['root-taken', 'root-lost', 'verdict-taken', 'verdict-lost', 'reply-taken'];
    for (const name of channels) {
      const channel = slack.createChannel({ user: 'ana', name });
      slack.addMember({ user: 'ana', channel, member: slack.botUserId });
    }
    const app = await startAppProcess({ ...env, WORKERS: '8' });
    const talk = await ask(slack, SITUATION, { channel: '#reply-taken' });
    await settled(slack, database);

    const isIn = (name: string, key: string) => (args: Record<string, string>) =>
      args.channel === slack.channel(name).id && (args.metadata ?? '').includes(`/${key}`);
    const taken = { kind: 'slow', ms: HELD_MS } as const;
    slack.faults.api('chat.postMessage', taken, { when: isIn('#root-taken', 'root') });
    slack.faults.api('chat.postMessage', { kind: 'hang' }, { when: isIn('#root-lost', 'root') });
    slack.faults.api('chat.postMessage', taken, { when: isIn('#verdict-taken', 'verdict') });
    slack.faults.api('chat.postMessage', { kind: 'hang' }, { when: isIn('#verdict-lost', 'verdict') });
    slack.faults.api('chat.postMessage', taken, { when: isIn('#reply-taken', 'reply') });
    const before = slack.requests('chat.postMessage').length;
    talk.say('ana', RAG);
    for (const name of channels.slice(0, 4))
      void slack.command({ user: 'ana', channel: `#${name}`, text: `/finetune ${SITUATION}` });
    // A reply, and four roots; below two of them the verdicts.
    await slack.until(() => slack.requests('chat.postMessage').length === before + 7);
    await app.kill();

    await startApp(env);
    await slack.until(() => channels.every((name) => oursIn(slack, `#${name}`, 'verdict').length > 0), {
      timeoutMs: BACK_MS,
    });
    await settled(slack, database);
    expect(channels.map((name) => ours(slack, `#${name}`))).toEqual([
      ['root', 'verdict'],
      ['root', 'verdict'],
      ['root', 'verdict'],
      ['root', 'verdict'],
      ['root', 'verdict', 'reply:2'],
    ]);
  },
  TEST_MS,
);

test(
  'killed right before an acknowledgement and right after another, the app that is started next answers both once',
  async () => {
    const slack = await testSlack({ limits: { ackMs: 1_500, retryDelaysMs: Array(100).fill(300) } });
    const database = await createDatabase();
    const env = { ...socketMode(slack), DATABASE_URL: database };
    const app = await startAppProcess(env);
    const mention = (channel: string) =>
      slack.say({ user: 'ana', channel, text: `@Tune or Not ${SITUATION}` });
    // No turn gets further than this.
    const turns = await locked(database, 'statements');
    const after = mention('#llm-help');
    await slack.until(() => slack.deliveries().some(({ state }) => state === 'acked'));
    // And nothing is kept any more.
    const keeping = await locked(database, 'inbox');
    const before = mention('#ml-platform');
    await slack.until(() => slack.deliveries().some(({ attempts }) => attempts >= 2));
    await app.kill();
    await Promise.all([turns.letGo(), keeping.letGo()]);
    await startApp(env);
    await Promise.all([verdictBelow(slack, '#llm-help', after), verdictBelow(slack, '#ml-platform', before)]);
    await settled(slack, database);
    expect([ours(slack), ours(slack, '#ml-platform')]).toEqual([['verdict'], ['verdict']]);
    expect(await query(database, 'select count(*) from inbox')).toEqual([['2']]);
  },
  TEST_MS,
);

describe('told to end (SIGTERM)', () => {
  test(
    'it takes nothing new, finishes what is under way, and ends; the next one goes on',
    async () => {
      let letGo: (answer: LlmAnswer) => void = () => undefined;
      const held = new Promise<LlmAnswer>((resolve) => {
        letGo = resolve;
      });
      const llm = await model((call, number) => (number === 0 ? held : readsWell(call)));
      const { slack, database, env } = await world(llm.env);
      const app = await startAppProcess(env);
      const ts = slack.say({ user: 'ana', channel: '#llm-help', text: `@Tune or Not ${SITUATION}` });
      const thread = caseThread(slack, '#llm-help', ts);
      const call = await eventually(() => llm.calls[0]);
      app.terminate();
      await slack.until(() => slack.sockets() === 0);
      thread.say('ana', RAG);
      letGo(readsWell(call));
      expect(await app.ended).toBe(0);
      expect(shown(thread.verdict())).toMatch(/here: retrieval\b/);
      expect(await query(database, 'select count(*) from cases where lease is not null')).toEqual([['0']]);
      await startApp(env);
      await slack.until(() => thread.replies().length === 1);
      await settled(slack, database);
      expect(ours(slack)).toEqual(['verdict', 'reply:2']);
    },
    TEST_MS,
  );
});
