import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import type { Ephemeral } from '../../../src/sandbox/wire/ephemeral.ts';
import { startWorld } from '../../support/app.ts';
import { shown, shownLines } from '../../support/shown.ts';
import { keyOf, oursIn, settled, verdictBelow } from '../../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';

/** Ana asks where the app is no member. @returns what she alone sees */
async function askOutside(slack: Sandbox): Promise<Ephemeral> {
  await slack.command({ user: 'ana', channel: '#random', text: `/finetune ${SITUATION}` });
  return slack.until(() => slack.ephemerals('ana').find(({ blocks }) => blocks));
}

const press = (slack: Sandbox, { ts }: Ephemeral, actionId: string) =>
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
    expect(await press(slack, answer, 'post_here')).toEqual({ outcome: 'acked' });
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
    await press(slack, answer, 'post_here');
    await slack.until(() => slack.ephemerals('ana').some(({ text }) => /invite me first/.test(text)));
    await settled(slack, database);
    expect(oursIn(slack, '#random', 'root')).toEqual([]);
    await slack.command({ user: 'ana', channel: '#random', text: '/invite @Tune or Not' });
    await press(slack, answer, 'post_here');
    const root = await slack.until(() => oursIn(slack, '#random', 'root')[0]);
    await verdictBelow(slack, '#random', root.ts);
  });

  test('goes on in a direct message', async () => {
    const { slack, database } = await startWorld();
    const answer = await askOutside(slack);
    expect(await press(slack, answer, 'go_direct')).toEqual({ outcome: 'acked' });
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
    await Promise.all([press(slack, answer, 'go_direct'), press(slack, answer, 'go_direct')]);
    const dm = slack.dm('ana');
    await slack.until(() => oursIn(slack, dm, 'verdict')[0]);
    await slack.command({ user: 'ana', channel: '#random', text: '/invite @Tune or Not' });
    await press(slack, answer, 'post_here');
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
