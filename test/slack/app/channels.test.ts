import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import type { Ephemeral } from '../../../src/sandbox/wire/ephemeral.ts';
import { startWorld } from '../../support/app.ts';
import { caseIdOf, modalOf, press, send } from '../../support/forms.ts';
import { shown, shownLines } from '../../support/shown.ts';
import { query } from '../../support/test-database.ts';
import { ask, keyOf, oursIn, settled, verdictBelow } from '../../support/threads.ts';

const GERMAN =
  'Unser Assistent erfindet ständig Regeln für Rückerstattungen, und wir wollen ihn mit Beispielen trainieren.';

const told = 'You write in German: I answer in English';

test('a thread that turns to another language is told once that we answer in English; quotations stay', async () => {
  const { slack, database } = await startWorld();
  const thread = await ask(slack, 'Our support bot makes up refund rules.');
  expect(shown(thread.verdict())).not.toContain(told);
  thread.say('ben', GERMAN);
  await slack.until(() => shown(thread.verdict()).includes(told));
  thread.say('ana', 'Wir haben 800 Beispiele mit Fragen und Antworten, die unser Team geprüft hat.');
  await slack.until(() => !shown(thread.verdict()).includes(told));
  thread.say('ben', `Noch einmal: ${GERMAN}`);
  await settled(slack, database);
  expect(shown(thread.verdict())).not.toContain(told);
});

test.each([
  ['shared', true],
  ['public', false],
] as const)('the case of a %s channel is known as such, and Slack is asked once', async (kind, shared) => {
  const { slack, database } = await startWorld();
  slack.createChannel({ user: 'ana', name: 'partners', kind });
  slack.addMember({ user: 'ana', channel: '#partners', member: slack.botUserId });
  const say = () =>
    slack.say({ user: 'ana', channel: '#partners', text: '@Tune or Not our bot makes up refund rules.' });
  await verdictBelow(slack, '#partners', say());
  await verdictBelow(slack, '#partners', say());
  expect(await query(database, 'select shared from cases')).toEqual([[shared], [shared]]);
  expect(slack.requests('conversations.info')).toHaveLength(1);
});

test('where it cannot be known whether a channel is shared, the case stays unknown, and is answered', async () => {
  const { slack, database } = await startWorld({ withoutScopes: ['channels:read'] });
  await ask(slack, 'Our support bot makes up refund rules.');
  expect(await query(database, 'select shared from cases')).toEqual([[null]]);
});

test('a direct message is shared with nobody', async () => {
  const { slack, database } = await startWorld();
  const dm = slack.dm('ana');
  const text = 'Our support bot makes up refund rules.';
  await verdictBelow(slack, dm, slack.say({ user: 'ana', channel: dm, text }));
  expect(await query(database, 'select shared from cases')).toEqual([[false]]);
});

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';

/** Ana asks where the app is no member. @returns what she alone sees */
async function askOutside(slack: Sandbox): Promise<Ephemeral> {
  await slack.command({ user: 'ana', channel: '#random', text: `/finetune ${SITUATION}` });
  return slack.until(() => slack.ephemerals('ana').find(({ blocks }) => blocks));
}

const choose = (slack: Sandbox, { ts }: Ephemeral, actionId: string) =>
  slack.click({ user: 'ana', channel: '#random', messageTs: ts, actionId });

describe('a command where the app cannot post', () => {
  test('is answered to the asker alone, with two ways on', async () => {
    const { slack, database } = await startWorld();
    const answer = await askOutside(slack);
    const lines = shownLines(answer.blocks);
    expect(lines[0]).toMatch(/^I am not in this channel, so only you see this\..*Your question is kept\.$/);
    expect(lines[1]).toBe('[ Post it here ] [ Go on in a direct message ]');
    expect(lines[2]).toMatch(/^Not yet\. /);
    await settled(slack, database);
    expect(slack.ephemerals('ben')).toEqual([]);
    expect(slack.messages('#random').filter(({ bot_id: bot }) => bot)).toEqual([]);
  });

  test('is posted there after an invitation, and nothing has to be typed twice', async () => {
    const { slack, database } = await startWorld();
    const answer = await askOutside(slack);
    await slack.command({ user: 'ana', channel: '#random', text: '/invite @Tune or Not' });
    expect(await choose(slack, answer, 'post_here')).toEqual({ outcome: 'acked' });
    const root = await slack.until(() => oursIn(slack, '#random', 'root')[0]);
    const thread = await verdictBelow(slack, '#random', root.ts);
    const headline = shownLines(thread.verdict().blocks)[0];
    expect(headline).toMatch(/^Not yet\. /);
    expect(shownLines(thread.root().blocks)).toEqual([`@Ana asks: ${SITUATION}`, headline]);
    thread.say('ben', 'We already have RAG over the policy PDFs, but it often returns the wrong page.');
    await slack.until(() => thread.replies().length === 1);
    await settled(slack, database);
    expect(oursIn(slack, '#random', 'root')).toHaveLength(1);
  });

  test('pressed too early says what to do, and works after the invitation', async () => {
    const { slack, database } = await startWorld();
    const answer = await askOutside(slack);
    await choose(slack, answer, 'post_here');
    await slack.until(() => slack.ephemerals('ana').some(({ text }) => /invite me first/.test(text)));
    await settled(slack, database);
    expect(oursIn(slack, '#random', 'root')).toEqual([]);
    await slack.command({ user: 'ana', channel: '#random', text: '/invite @Tune or Not' });
    await choose(slack, answer, 'post_here');
    const root = await slack.until(() => oursIn(slack, '#random', 'root')[0]);
    await verdictBelow(slack, '#random', root.ts);
  });

  test('goes on in a direct message', async () => {
    const { slack, database } = await startWorld();
    const answer = await askOutside(slack);
    expect(await choose(slack, answer, 'go_direct')).toEqual({ outcome: 'acked' });
    const dm = slack.dm('ana');
    const root = await slack.until(() => oursIn(slack, dm, 'root')[0]);
    const thread = await verdictBelow(slack, dm, root.ts);
    expect(shown(thread.root())).toContain(SITUATION);
    thread.say('ana', 'We already have RAG over the policy PDFs, but it often returns the wrong page.');
    await slack.until(() => thread.replies().length === 1);
    await settled(slack, database);
    expect(slack.messages('#random').filter(({ bot_id: bot }) => bot)).toEqual([]);
  });

  test('pressed twice, and both ways, is posted once', async () => {
    const { slack, database } = await startWorld();
    const answer = await askOutside(slack);
    await Promise.all([choose(slack, answer, 'go_direct'), choose(slack, answer, 'go_direct')]);
    const dm = slack.dm('ana');
    await slack.until(() => oursIn(slack, dm, 'verdict')[0]);
    await slack.command({ user: 'ana', channel: '#random', text: '/invite @Tune or Not' });
    await choose(slack, answer, 'post_here');
    await settled(slack, database);
    const ours = [...slack.messages(dm), ...slack.messages('#random')].map(keyOf).filter(Boolean);
    expect(ours.sort()).toEqual(['root', 'verdict']);
  });

  test('also where the channel is archived', async () => {
    const { slack } = await startWorld();
    const channel = slack.createChannel({ user: 'ana', name: 'old-plans' });
    slack.addMember({ user: 'ana', channel, member: slack.botUserId });
    slack.archive({ user: 'ana', channel });
    await slack.command({ user: 'ana', channel, text: `/finetune ${SITUATION}` });
    const answer = await slack.until(() => slack.ephemerals('ana').find(({ blocks }) => blocks));
    expect(shown(answer)).toMatch(/^This channel is archived, so only you see this\./);
  });
});

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
