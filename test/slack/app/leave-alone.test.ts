import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startWorld } from '../../support/app.ts';
import { pick } from '../../support/menu.ts';
import { shown } from '../../support/shown.ts';
import { query } from '../../support/test-database.ts';
import { ask, type CaseThread, settled } from '../../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';
const RAG = 'We already have RAG over the policy PDFs, but it often returns the wrong page.';

type Ask = (slack: Sandbox, thread: CaseThread) => Promise<unknown>;
const byName =
  (word: string): Ask =>
  async (_, thread) =>
    thread.say('ben', `@Tune or Not ${word}`);
const byMenu =
  (choice: string): Ask =>
  (slack, thread) =>
    pick(slack, 'ben', thread, choice);

const told = (thread: CaseThread): string => thread.replies().map(shown).join('\n');
const messagesKept = async (database: string): Promise<number> =>
  Number((await query(database, "select count(*) from inbox where kind = 'message'"))[0]?.[0]);

describe('a thread that we are asked to leave alone', () => {
  test.each([
    ['by the menu', byMenu('stop_following'), byMenu('follow')],
    ['by name', byName('stop'), byName('follow')],
  ])(
    '%s is not read any more and not kept either, until we are asked to follow again',
    async (_, stop, go) => {
      const { slack, database } = await startWorld();
      const thread = await ask(slack, SITUATION);
      await stop(slack, thread);
      await slack.until(() => told(thread).includes('@Ben asked me to stop following.'));
      const before = shown(thread.verdict());
      thread.say('ana', RAG);
      await settled(slack, database);
      expect(shown(thread.verdict())).toBe(before);
      expect(await messagesKept(database)).toBe(0);

      await go(slack, thread);
      await slack.until(() => told(thread).includes('@Ben asked me to follow this thread again.'));
      thread.say('ana', RAG);
      await slack.until(() => told(thread).includes('Changed'));
      expect(await messagesKept(database)).toBe(1);
    },
  );

  test('still answers who turns to us by name', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await byName('stop')(slack, thread);
    await slack.until(() => told(thread).includes('stop following'));
    thread.say('ana', `@Tune or Not ${RAG}`);
    await slack.until(() => told(thread).includes('Changed'));
  });
});
