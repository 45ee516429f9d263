import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startWorld } from '../../support/app.ts';
import { afterTest } from '../../support/clean-up.ts';
import { messageOf } from '../../support/forms.ts';
import { type LlmAnswer, startLlmServer } from '../../support/llm-server.ts';
import { shown } from '../../support/shown.ts';
import { query } from '../../support/test-database.ts';
import { caseThread, settled, verdictBelow } from '../../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules.';
const sessionOf = (slack: Sandbox, ts: string) => slack.sessions().find(({ threadTs }) => threadTs === ts);

/** A model that answers nothing, until it is told to fail at once, so that the offline reader stands in. */
async function stuckModel() {
  let answer: LlmAnswer = { hang: true };
  const server = await startLlmServer(() => answer);
  afterTest(() => server.close());
  return {
    env: { OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: server.baseUrl, OPENAI_MODEL: 'stand-in' },
    calls: server.calls,
    fail: () => {
      answer = { status: 400, message: 'broken' };
    },
  };
}

test('a direct message is a session: at work while it is read, with its first words as a title, then at rest', async () => {
  const { slack, database } = await startWorld();
  const dm = slack.dm('ana');
  const text = `${SITUATION} ${'We wonder what to do about it. '.repeat(10)}`;
  const ts = slack.say({ user: 'ana', channel: dm, text });
  await verdictBelow(slack, dm, ts);
  await settled(slack, database);
  await slack.until(() => sessionOf(slack, ts)?.status === 'active');
  expect(sessionOf(slack, ts)?.title).toMatch(/^Our support bot makes up refund rules\. .* …$/);
  expect(slack.requests('agents.sessions.setStatus').map(({ args }) => args.status)).toEqual([
    'processing',
    'active',
  ]);
  expect(slack.statuses()[0]).toMatchObject({
    loadingMessages: expect.arrayContaining([expect.any(String)]),
  });
});

test('a thread in a channel is no session', async () => {
  const { slack } = await startWorld();
  const ts = slack.say({ user: 'ana', channel: '#llm-help', text: `@Tune or Not ${SITUATION}` });
  await verdictBelow(slack, '#llm-help', ts);
  expect(slack.sessions()).toEqual([]);
});

describe('Stop', () => {
  test('ends the work, leaves the session, says so once; the next message goes on with all that was said', async () => {
    const model = await stuckModel();
    const { slack, database } = await startWorld({ env: model.env });
    const dm = slack.dm('ana');
    const ts = slack.say({ user: 'ana', channel: dm, text: SITUATION });
    await slack.until(() => sessionOf(slack, ts)?.status === 'processing');
    slack.stop({ user: 'ana', channel: dm, threadTs: ts });
    const thread = caseThread(slack, dm, ts);
    const stopped = await slack.until(() => messageOf(slack, thread, 'stopped:'));
    expect(shown(stopped)).toBe(
      'Stopped, as @Ana asked. What was said is kept; write on, and I read it all together.',
    );
    await slack.until(() => sessionOf(slack, ts)?.status === 'active');
    expect(() => thread.verdict()).toThrow();
    expect(await query(database, 'select turn from cases')).toEqual([[0]]);

    model.fail();
    thread.say('ana', 'We have 800 Q&A pairs.');
    const { verdict } = await verdictBelow(slack, dm, ts);
    expect(shown(verdict())).toContain('makes up refund rules');
    expect(shown(verdict())).toContain('800');
    await settled(slack, database);
    expect(slack.messages(dm, ts).filter(({ text }) => text.startsWith('Stopped'))).toHaveLength(1);
  });

  test('when all is done changes nothing', async () => {
    const { slack, database } = await startWorld();
    const dm = slack.dm('ana');
    const ts = slack.say({ user: 'ana', channel: dm, text: SITUATION });
    const thread = await verdictBelow(slack, dm, ts);
    await settled(slack, database);
    const before = shown(thread.verdict());
    slack.stop({ user: 'ana', channel: dm, threadTs: ts });
    await settled(slack, database);
    await slack.until(() => sessionOf(slack, ts)?.status === 'active');
    expect(slack.messages(dm, ts)).toHaveLength(2);
    expect(shown(thread.verdict())).toBe(before);
  });
});
