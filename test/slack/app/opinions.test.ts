import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { deleteOldText } from '../../../src/store/retention.ts';
import { startWorld } from '../../support/app.ts';
import { eventually } from '../../support/eventually.ts';
import { caseIdOf, messageOf, modalOf, press, send } from '../../support/forms.ts';
import { pick } from '../../support/menu.ts';
import { shown, shownLines } from '../../support/shown.ts';
import { open, query } from '../../support/test-database.ts';
import { ask, type CaseThread, oursIn, settled } from '../../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';

const ROWS = 'select turn, person, useful, about, words, pack_version, prompt_version, model from feedback';

const ANA = 'U0ANA000001';

const VERSIONS = [expect.stringMatching(/^\w{6,}$/), expect.stringMatching(/^[0-9a-f]{12}$/), 'offline'];

describe('"Was this useful?"', () => {
  test('yes: it is kept with its versions, and only that person is thanked', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await press(slack, 'ana', thread, thread.verdict(), { actionId: 'feedback', value: 'positive' });
    await slack.until(() => slack.ephemerals('ana').some(({ text }) => /^Thank you/.test(text ?? '')));
    expect(await query(database, ROWS)).toEqual([[1, ANA, true, null, null, ...VERSIONS]]);
    await settled(slack, database);
    expect(slack.ephemerals('ben')).toEqual([]);
    expect(thread.replies()).toEqual([]);
  });

  test('no: it counts at once, and asks what was wrong; words about the advice are kept', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await press(slack, 'ana', thread, thread.verdict(), { actionId: 'feedback', value: 'negative' });
    const { id } = await modalOf(slack, 'ana');
    await eventually(async () => (await query(database, ROWS)).length === 1);
    const outcome = await send(slack, 'ana', id, { about: 'advice', words: 'We cannot host anything.' });
    expect(outcome).toMatchObject({ outcome: 'updated' });
    expect(shown(slack.views('ana').at(-1) ?? {})).toMatch(/^Thank you\. It is kept/);
    expect(await query(database, ROWS)).toEqual([
      [1, ANA, false, 'advice', 'We cannot host anything.', ...VERSIONS],
    ]);
  });

  test('no, for a fact is wrong: it leads to the facts, to put it right at once', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await press(slack, 'ana', thread, thread.verdict(), { actionId: 'feedback', value: 'negative' });
    const { id } = await modalOf(slack, 'ana');
    expect(await send(slack, 'ana', id, {})).toMatchObject({ outcome: 'errors' });
    await send(slack, 'ana', id, { about: 'fact' });
    expect(shown(slack.views('ana').at(-1) ?? {})).toMatch(/800 Q&A pairs/);
  });

  test('a later word of the same person takes the place of the earlier; other people count apart', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    for (const [user, value] of [
      ['ana', 'positive'],
      ['ben', 'positive'],
      ['ana', 'negative'],
    ] as const)
      await press(slack, user, thread, thread.verdict(), { actionId: 'feedback', value });
    const useful = () => query(database, 'select person, useful from feedback order by person');
    await eventually(async () => (await useful()).some(([, is]) => is === false));
    expect(await useful()).toEqual([
      [ANA, false],
      ['U0BEN000001', true],
    ]);
  });

  test('on a case that was forgotten: the button and the form say so', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await press(slack, 'ana', thread, thread.verdict(), { actionId: 'feedback', value: 'negative' });
    const { id } = await modalOf(slack, 'ana');
    await settled(slack, database);
    await query(database, 'delete from cases');
    expect(await send(slack, 'ana', id, { about: 'advice', words: 'long words' })).toEqual({
      outcome: 'errors',
      errors: { about: expect.stringMatching(/forgotten meanwhile/) },
    });
    await press(slack, 'ben', thread, thread.verdict(), { actionId: 'feedback', value: 'positive' });
    await slack.until(() => slack.ephemerals('ben').some(({ text }) => /no longer kept/.test(text ?? '')));
  });
});

const NEWS = 'We already have RAG over the policy PDFs, but it often returns the wrong page.';

async function openDecision(slack: Sandbox, user: string, thread: CaseThread) {
  await pick(slack, user, thread, 'decide');
  return modalOf(slack, user);
}

const inMonths = (months: number): string => {
  const date = new Date();
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)).toISOString().slice(0, 7);
};

describe('a decision', () => {
  test('is recorded with why, owner and when to look again, and posted in the thread', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const form = await openDecision(slack, 'ana', thread);
    const suggested = JSON.stringify(form.blocks);
    expect(suggested).toContain('"initial_option":{"text":{"type":"plain_text","text":"Build retrieval"');
    expect(suggested).toContain('"initial_user":"U0ANA000001"');
    expect([inMonths(3), inMonths(2)].some((month) => suggested.includes(`"initial_date":"${month}`))).toBe(
      true,
    );
    const fields = { why: 'It is facts that are missing. <!channel>', look_again: '2099-02-22' };
    expect(await send(slack, 'ana', form.id, fields)).toEqual({ outcome: 'closed' });
    const message = await slack.until(() => messageOf(slack, thread, 'decision:'));
    expect(shownLines(message.blocks)).toEqual([
      'Decided: build retrieval',
      'Why: It is facts that are missing. <!channel>',
      'Recorded by @Ana  ·  owned by @Ana  ·  to look at again on Sun 22 Feb 2099.',
      'Kept with it: facts, quotations and verdict of that moment',
      '[ What has changed since? ]',
    ]);
    expect(slack.pings()).toEqual([]);
  });

  test('of something else needs words for it, and every decision a reason', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const { id } = await openDecision(slack, 'ana', thread);
    const empty = { route: 'other', why: '  ', look_again: '2020-01-01' };
    expect(await send(slack, 'ana', id, { ...empty, why: 'because' })).toEqual({
      outcome: 'errors',
      errors: { what: expect.any(String), look_again: expect.stringMatching(/over/) },
    });
    const fields = { route: 'other', what: 'Buy a product instead', why: 'It is cheaper.', look_again: null };
    expect(await send(slack, 'ana', id, fields)).toEqual({ outcome: 'closed' });
    const message = await slack.until(() => messageOf(slack, thread, 'decision:'));
    expect(shown(message)).toMatch(/^Decided: Buy a product instead\n/);
    expect(shown(message)).toContain('My advice then: build retrieval');
    await settled(slack, database);
    expect(oursIn(slack, '#llm-help', 'verdict')).toHaveLength(1);
  });

  test('that two people record at once is two decisions, and the second names the one it replaces', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const anas = await openDecision(slack, 'ana', thread);
    const bens = await openDecision(slack, 'ben', thread);
    await send(slack, 'ana', anas.id, { what: 'Anas way', why: 'One.' });
    await slack.until(() => messageOf(slack, thread, 'decision:'));
    await send(slack, 'ben', bens.id, { what: 'Bens way', why: 'Two.' });
    const decisions = () =>
      slack.messages(thread.channel, thread.ts).filter((each) => shown(each).startsWith('Decided: '));
    await slack.until(() => decisions().length === 2);
    expect(decisions().map(shown).join('\n')).toMatch(/Bens way[\s\S]*it takes the place of “Anas way”/);
  });

  test('keeps the verdict of its moment: what has changed since is shown as then and now', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const then = shownLines(thread.verdict().blocks)[0];
    const { id } = await openDecision(slack, 'ana', thread);
    await send(slack, 'ana', id, { why: 'It is facts that are missing.' });
    const message = await slack.until(() => messageOf(slack, thread, 'decision:'));
    await press(slack, 'ben', thread, message, { actionId: 'changed_since' });
    const same = await modalOf(slack, 'ben');
    expect(shown(same)).toMatch(/The same as then: .*\nThe facts\nNo fact has changed\./);

    thread.say('ben', NEWS);
    await slack.until(() => thread.replies().some((reply) => shown(reply).includes('Changed')));
    await slack.until(() =>
      JSON.stringify(thread.verdict().blocks).includes(`changed_since:${caseIdOf(thread)}`),
    );
    await pick(slack, 'ben', thread, 'changed_since');
    const view = await modalOf(slack, 'ben', same.id);
    const text = shown(view);
    expect(text).toContain(`Then: ${then}`);
    expect(text).toContain(`Now: ${shownLines(thread.verdict().blocks)[0]}`);
    expect(text).toMatch(/New\n• .*\n.*“We already have RAG over the policy PDFs.*@Ben ↗/);
  });

  test('keeps its quotations when the words of messages are deleted for their age', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const { id } = await openDecision(slack, 'ana', thread);
    await send(slack, 'ana', id, { why: 'It is facts that are missing.' });
    await slack.until(() => messageOf(slack, thread, 'decision:'));
    await settled(slack, database);
    const { db } = await open(database);
    const later = new Date(Date.now() + 1_000);
    await deleteOldText(db, later, later);
    const holding = async (table: string) =>
      (await query(database, `select 1 from ${table} t where t::text like '%makes up refund rules%'`)).length;
    expect(await holding('assessments')).toBe(0);
    expect(await holding('statements')).toBe(0);
    expect(await holding('decisions')).toBe(1);
    await query(database, 'delete from cases');
    expect(await holding('decisions')).toBe(0);
  });

  test('nobody made yet: the thread offers no comparison', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    expect(JSON.stringify(thread.verdict().blocks)).not.toContain('changed_since');
  });
});
