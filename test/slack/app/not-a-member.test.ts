import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startWorld } from '../../support/app.ts';
import { caseIdOf, modalOf, press, send } from '../../support/forms.ts';
import { query } from '../../support/test-database.ts';
import { ask } from '../../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';

const toldAlone = (slack: Sandbox, user: string, pattern: RegExp) =>
  slack.until(() => slack.ephemerals(user).some(({ text }) => pattern.test(text ?? '')));

describe('a button of a case', () => {
  test('that was forgotten says so to who pressed, and nothing opens', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await query(database, 'delete from cases');
    for (const actionId of ['why', 'make_plan'])
      await press(slack, 'ben', thread, thread.verdict(), { actionId });
    await toldAlone(slack, 'ben', /This case is no longer kept/);
    expect(slack.views('ben')).toEqual([]);
  });

  test('of a conversation that one is not in shows nothing of it, wherever the button stands', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    slack.createChannel({ user: 'ana', name: 'secret-plans', kind: 'private' });
    slack.addMember({ user: 'ana', channel: '#secret-plans', member: slack.botUserId });
    // As if its message had been shared: the button is seen elsewhere than where the case is.
    await query(database, 'update cases set channel = $1', [slack.channel('#secret-plans').id]);
    await press(slack, 'ben', thread, thread.verdict(), { actionId: 'why' });
    await toldAlone(slack, 'ben', /in a conversation that you are not a member of/);
    expect(slack.views('ben')).toEqual([]);
    await press(slack, 'ana', thread, thread.verdict(), { actionId: 'why' });
    await modalOf(slack, 'ana');
    // Who joins is in at once.
    slack.addMember({ user: 'ana', channel: '#secret-plans', member: slack.user('ben').id });
    await press(slack, 'ben', thread, thread.verdict(), { actionId: 'why' });
    await modalOf(slack, 'ben');
  });

  test('works in its own channel also where Slack does not tell us who is there', async () => {
    const { slack } = await startWorld({ withoutScopes: ['channels:read', 'groups:read'] });
    const thread = await ask(slack, SITUATION);
    await press(slack, 'ben', thread, thread.verdict(), { actionId: 'why' });
    await modalOf(slack, 'ben');
    expect(caseIdOf(thread)).not.toBe('');
  });

  test('leads to a form that changes nothing once one has left the conversation, and keeps what was typed', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await press(slack, 'ben', thread, thread.verdict(), { actionId: 'make_plan' });
    const form = await modalOf(slack, 'ben');
    slack.createChannel({ user: 'ana', name: 'secret-plans', kind: 'private' });
    slack.addMember({ user: 'ana', channel: '#secret-plans', member: slack.botUserId });
    await query(database, 'update cases set channel = $1', [slack.channel('#secret-plans').id]);
    const kept = () => query(database, 'select count(*) from inbox');
    const before = await kept();
    const outcome = await send(slack, 'ben', form.id, {});
    expect(JSON.stringify(outcome)).toContain('in a conversation that you are not a member of');
    expect(slack.views('ben').map(({ id }) => id)).toEqual([form.id]);
    expect(await kept()).toEqual(before);
  });
});
