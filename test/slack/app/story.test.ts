import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startApp, startWorld } from '../../support/app.ts';
import { freePort } from '../../support/free-port.ts';
import { advice, linksOf, shown, shownLines } from '../../support/shown.ts';
import { signedHttp, testSlack } from '../../support/slack.ts';
import { createDatabase } from '../../support/test-database.ts';
import { ask, type CaseThread, oursIn, settled } from '../../support/threads.ts';

const SITUATION =
  'Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune Llama 3 8B on them.';
const NEWS = 'We already have RAG over the policy PDFs, but it often returns the wrong page';

describe('the story: a command, a reply, a question', () => {
  test('over Socket Mode', async () => {
    const { slack, database } = await startWorld();
    await tellTheStory(slack, database);
  });

  test('over signed HTTP', async () => {
    const port = await freePort();
    const signingSecret = 'a secret between Slack and us';
    const slack = await testSlack({
      http: { requestUrl: `http://127.0.0.1:${port}/slack/events`, signingSecret },
    });
    const database = await createDatabase();
    const { address } = await startApp({
      ...signedHttp(slack),
      DATABASE_URL: database,
      PORT: String(port),
    });
    expect(address).toContain(slack.url);
    await tellTheStory(slack, database);

    const unsigned = await fetch(`http://127.0.0.1:${port}/slack/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'event_callback', event_id: 'forged' }),
    });
    expect(unsigned.status).toBe(401);
    const health = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect([health.status, await health.text()]).toEqual([200, 'ok\n']);
  });
});

async function tellTheStory(slack: Sandbox, database: string): Promise<void> {
  const thread = await ask(slack, SITUATION);
  theCommandIsAnswered(slack, thread);
  await aReplyMovesTheVerdict(slack, thread);
  await aQuestionIsAnswered(slack, thread);
  await settled(slack, database);
  expect(oursIn(slack, '#llm-help', 'root')).toHaveLength(1);
  expect(oursIn(slack, '#llm-help', 'verdict')).toHaveLength(1);
  expect(thread.replies()).toHaveLength(2);
  expect(slack.pings()).toEqual([]);
}

/** The address of a message, as Slack makes them. */
const linkTo = (slack: Sandbox, ts: string): string =>
  `${slack.url}/archives/${slack.channel('#llm-help').id}/p${ts.replace('.', '')}`;

function theCommandIsAnswered(slack: Sandbox, thread: CaseThread): void {
  const root = shownLines(thread.root().blocks);
  expect(root[0]).toBe(`@Ana asks: ${SITUATION}`);
  const verdict = shownLines(thread.verdict().blocks);
  expect(root[1]).toBe(verdict[0]);
  expect(verdict[0]).toMatch(/^Not yet\. /);
  expect(verdict).toContainEqual(expect.stringMatching(/here: retrieval\b.*last: fine-tune/));
  const text = verdict.join('\n');
  expect(text).toMatch(/What I go by\n“Our support bot makes up refund rules\.” {2}@Ana ↗/);
  expect(text).toMatch(/“We have 800 Q&A pairs.*” {2}@Ana ↗/);
  expect(text).toMatch(/Try this first: .*\n.*800.*\nPass: 45 of 50 .*\(± 8 points at this size\)/);
  expect(text).toMatch(/What would change my mind\n/);
  expect(text).toMatch(/One question: .*\?/);
  expect(text).toMatch(/Rules decided · read offline, no model · 2 quotes checked · .*sources$/m);
  // Quotations link to the root, which holds Ana's words.
  expect(linksOf(thread.verdict())).toContain(linkTo(slack, thread.ts));
  expect(slack.statuses().map(({ status }) => status)).toContain('is reading your words…');
}

async function aReplyMovesTheVerdict(slack: Sandbox, thread: CaseThread): Promise<void> {
  const before = { ts: thread.verdict().ts, headline: shownLines(thread.verdict().blocks)[0] };
  const said = thread.say('ana', NEWS);
  const reply = await slack.until(() => thread.replies()[0]);
  const after = shownLines(thread.verdict().blocks);
  expect(thread.verdict().ts).toBe(before.ts);
  expect(after[0]).not.toBe(before.headline);
  expect(after).toContainEqual(expect.stringMatching(/here: retrieval knobs/));
  expect(after.join('\n')).toContain('it often returns the wrong page');
  expect(shownLines(thread.root().blocks)[1]).toBe(after[0]);
  const lines = shownLines(reply.blocks);
  expect(lines.length).toBeLessThanOrEqual(4);
  expect(lines[0]).toMatch(
    /^Changed: build retrieval → fix the retrieval you have\. @Ana: “We already have RAG/,
  );
  expect(linksOf(reply)).toContainEqual(expect.stringContaining(linkTo(slack, said)));
  expect(shown(reply)).toMatch(/Next: .*50/);
}

async function aQuestionIsAnswered(slack: Sandbox, thread: CaseThread): Promise<void> {
  const before = advice(thread.verdict());
  thread.say('ana', 'Why not just train on the PDFs?');
  const answer = await slack.until(() => thread.replies()[1]);
  const lines = shownLines(answer.blocks);
  expect(lines.length).toBeLessThanOrEqual(2);
  expect(lines[0]).toMatch(/training|train/);
  expect(lines[0]).toMatch(/\[1\]/);
  expect(linksOf(answer)).toEqual([expect.stringMatching(/^https:/)]);
  expect(advice(thread.verdict())).toEqual(before);
}
