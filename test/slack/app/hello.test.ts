import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startApp, startWorld } from '../../support/app.ts';
import { shownLines } from '../../support/shown.ts';
import { socketMode, testSlack } from '../../support/slack.ts';
import { createDatabase, query } from '../../support/test-database.ts';
import { ask, settled } from '../../support/threads.ts';

const oursAt = (slack: Sandbox, channel: string) =>
  slack.messages(channel).filter(({ bot_id: bot }) => bot === slack.botId);

/** A channel that we are added to. */
function addedTo(slack: Sandbox, name: string): void {
  slack.createChannel({ user: 'ana', name });
  slack.addMember({ user: 'ana', channel: name, member: slack.botUserId });
}

describe('added to a channel', () => {
  test('we say in three lines what we do, what we read and where that goes, and how to ask', async () => {
    const { slack, database } = await startWorld();
    addedTo(slack, 'new');
    const hello = await slack.until(() => oursAt(slack, 'new')[0]);
    const lines = shownLines(hello.blocks);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('should we fine-tune an LLM?');
    expect(lines[1]).toMatch(/I read the message that calls me and the thread below it.*No model reads it/);
    expect(lines[2]).toContain('/finetune');
    slack.addMember({ user: 'ana', channel: 'new', member: slack.user('ben').id });
    slack.say({ user: 'ana', channel: 'new', text: 'Should we fine-tune?' });
    await settled(slack, database);
    expect(oursAt(slack, 'new')).toHaveLength(1);
    expect(slack.pings()).toEqual([]);
  });

  test('we say so once, also when the event is told twice; and again after we were taken out', async () => {
    const { slack, database } = await startWorld();
    slack.faults.duplicateEvents();
    addedTo(slack, 'new');
    await slack.until(() => oursAt(slack, 'new').length === 1);
    await settled(slack, database);
    expect(oursAt(slack, 'new')).toHaveLength(1);
    slack.removeMember({ user: 'ana', channel: 'new', member: slack.botUserId });
    slack.addMember({ user: 'ana', channel: 'new', member: slack.botUserId });
    await slack.until(() => oursAt(slack, 'new').length === 2);
  });

  test('we wait and say it later when Slack asks us to slow down', async () => {
    const { slack } = await startWorld();
    slack.faults.api('chat.postMessage', { kind: 'rate-limited', retryAfter: 1 }, { times: 1 });
    addedTo(slack, 'new');
    await slack.until(() => oursAt(slack, 'new').length === 1);
  });
});

describe('with CHANNELS', () => {
  const RAG = 'We already have RAG over the policy PDFs, but it often returns the wrong page.';

  test.each([
    ['by its name', (slack: Sandbox) => slack.channel('#llm-help').name],
    ['by its id', (slack: Sandbox) => slack.channel('#llm-help').id],
  ])('threads are followed where it lists the channel %s; elsewhere only mentions count', async (_, ref) => {
    const slack = await testSlack();
    const database = await createDatabase();
    const env = { ...socketMode(slack), DATABASE_URL: database, CHANNELS: `#other, ${ref(slack)}` };
    await startApp(env);
    const listed = await ask(slack, 'Our support bot makes up refund rules.');
    listed.say('ana', RAG);
    await slack.until(() => listed.replies().length === 1);

    const other = await ask(slack, 'Our support bot makes up refund rules.', { channel: '#ml-platform' });
    other.say('ana', RAG);
    await settled(slack, database);
    expect(other.replies()).toEqual([]);
    expect(await query(database, "select count(*) from inbox where kind = 'message'")).toEqual([['1']]);
    other.say('ana', '@Tune or Not follow');
    const reply = await slack.until(() => other.replies()[0]);
    expect(shownLines(reply.blocks).join('\n')).toContain('In this channel I may read only what mentions me');
    other.say('ana', `@Tune or Not ${RAG}`);
    await slack.until(() => other.replies().length === 2);
  });

  test('where threads are not followed, hello says that only mentions are read', async () => {
    const { slack } = await startWorld({ env: { CHANNELS: 'llm-help' } });
    addedTo(slack, 'new');
    const hello = await slack.until(() => oursAt(slack, 'new')[0]);
    expect(shownLines(hello.blocks)[1]).toContain('I read only messages that mention me');
  });
});
