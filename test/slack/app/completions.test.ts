import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startWorld } from '../../support/app.ts';
import { afterTest } from '../../support/clean-up.ts';
import { connected } from '../../support/connected.ts';
import { caseIdOf, modalOf, press, send } from '../../support/forms.ts';
import { readsWell } from '../../support/llm-reader.ts';
import { asksForSummary, startLlmServer } from '../../support/llm-server.ts';
import { query } from '../../support/test-database.ts';
import { ask, settled } from '../../support/threads.ts';

const SITUATION =
  'Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune Llama 3 8B on them.';
const NEWS = 'We already have RAG over the policy PDFs, but it often returns the wrong page.';

async function worldWithModel() {
  const server = await startLlmServer(readsWell);
  afterTest(() => server.close());
  const env = { OPENAI_API_KEY: 'none', OPENAI_BASE_URL: server.baseUrl };
  return { ...(await startWorld({ env })), calls: server.calls };
}

/** What the cache keeps of the model's answers. */
const kept = async (database: string): Promise<string[]> =>
  (await query(database, "select key, value from cache where key like '%:completion:%'")).map(String);

const planOf = async (slack: Sandbox, thread: Parameters<typeof press>[2], not?: string): Promise<string> => {
  await press(slack, 'ana', thread, thread.verdict(), { actionId: 'make_plan' });
  return (await modalOf(slack, 'ana', not)).id;
};

describe('answers of a model', () => {
  test('are asked for once: the same plan comes from the cache, which is counted', async () => {
    const { slack, database, calls } = await worldWithModel();
    const thread = await ask(slack, SITUATION);
    const first = await planOf(slack, thread);
    const asked = calls.length;
    slack.closeView({ user: 'ana', viewId: first });
    await planOf(slack, thread, first);
    expect(calls).toHaveLength(asked);
    await settled(slack, database);
    expect(await query(database, 'select cache_hits from usage')).toEqual([['1']]);
  });

  test('go with what they quote: a message that is edited or deleted takes them with it', async () => {
    const { slack, database, calls } = await worldWithModel();
    const thread = await ask(slack, SITUATION);
    const ts = thread.say('ben', NEWS);
    await slack.until(() => thread.replies().length === 1);
    await settled(slack, database);
    expect((await kept(database)).some((answer) => answer.includes('returns the wrong page'))).toBe(true);
    slack.edit({ user: 'ben', channel: thread.channel, ts, text: 'We have no search at all.' });
    await slack.until(() => calls.filter((call) => !asksForSummary(call)).length === 3);
    await settled(slack, database);
    expect((await kept(database)).join()).not.toContain('returns the wrong page');
  });

  test('go with their case when it is forgotten', async () => {
    const { slack, database } = await worldWithModel();
    const thread = await ask(slack, SITUATION);
    await settled(slack, database);
    expect(await kept(database)).not.toEqual([]);
    await connected(slack);
    await slack.command({ user: 'ana', channel: '#llm-help', text: '/finetune forget' });
    await send(slack, 'ana', (await modalOf(slack, 'ana')).id, { what: caseIdOf(thread) });
    await slack.until(() => slack.messages(slack.dm('ana')).length > 0);
    expect(await kept(database)).toEqual([]);
  });
});
