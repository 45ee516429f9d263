import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startApp, startWorld } from '../../support/app.ts';
import { connected } from '../../support/connected.ts';
import { eventually } from '../../support/eventually.ts';
import { fillIn, openFacts, pressBelow, saidIn, topView } from '../../support/facts.ts';
import { caseIdOf, messageOf, modalOf, press, send } from '../../support/forms.ts';
import { pick } from '../../support/menu.ts';
import { shown } from '../../support/shown.ts';
import { everythingIn, query } from '../../support/test-database.ts';
import { ask, type CaseThread, oursIn, settled } from '../../support/threads.ts';

const SITUATION = 'Our support bot Quinoa makes up refund rules. We have 800 Q&A pairs.';
const MARK = /Quinoa/;

/** Somebody types `/finetune forget` and chooses; resolves with what the form says to it. */
async function forget(slack: Sandbox, user: string, choice: string, channel = '#llm-help') {
  await connected(slack);
  await slack.command({ user, channel, text: '/finetune forget' });
  return send(slack, user, (await modalOf(slack, user)).id, { what: choice });
}

/** Waits until somebody is told that it is done; resolves with what they are told. */
const toldTo = (slack: Sandbox, user: string): Promise<string> =>
  slack.until(() =>
    slack
      .messages(slack.dm(user))
      .map(shown)
      .find((text) => text.includes('Forgotten.')),
  );

const oursInThread = (slack: Sandbox, { channel, ts }: CaseThread) =>
  slack.messages(channel, ts).filter(({ bot_id: bot }) => bot !== undefined);

describe('a case that is forgotten by who opened it', () => {
  test('is gone from every table, the cache and Slack, and they are told', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    thread.say('ben', 'We already have RAG over the Quinoa handbook, but it often returns the wrong page.');
    await slack.until(() => thread.replies().length > 0);
    await press(slack, 'ana', thread, thread.verdict(), { actionId: 'make_plan' });
    await send(slack, 'ana', (await modalOf(slack, 'ana')).id, {});
    await slack.until(() => messageOf(slack, thread, 'plan'));
    await pick(slack, 'ben', thread, 'export');
    await slack.until(() => slack.messages(thread.channel, thread.ts).some(({ files }) => files?.length));
    await settled(slack, database);
    const caseId = caseIdOf(thread);
    await query(database, 'insert into cache (key, value) values ($1, $2)', [
      `tune-or-not:${slack.teamId}:${caseId}:completion:1`,
      '{"value":{"text":"What a model said of Quinoa"}}',
    ]);
    expect((await everythingIn(database)).match(/Quinoa/g)?.length).toBeGreaterThan(10);

    expect(await forget(slack, 'ana', caseId)).toMatchObject({ outcome: 'updated' });
    expect(await toldTo(slack, 'ana')).toMatch(/The case is gone.*\n.*out of Slack\.\n.*is still there/s);
    const left = await everythingIn(database);
    expect(left).not.toMatch(MARK);
    expect(left).not.toContain(caseId);
    for (const table of [
      'cases',
      'inbox',
      'outbox',
      'statements',
      'assessments',
      'steps',
      'forgettings',
      'erasures',
    ])
      expect(await query(database, `select count(*) from ${table}`)).toEqual([['0']]);
    expect(oursInThread(slack, thread)).toEqual([]);
    expect(slack.requests('files.delete')).toHaveLength(1);
    expect(slack.messages(slack.dm('ana')).filter((each) => shown(each).includes('Forgotten'))).toHaveLength(
      1,
    );
  });

  test('is forgotten to the end by whoever starts next, and told once, also when an answer of Slack is lost', async () => {
    const { slack, database, env, app } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const undo = slack.faults.api('chat.delete', { kind: 'http', status: 500 }, { times: 1_000 });
    await forget(slack, 'ana', caseIdOf(thread));
    await eventually(async () => !MARK.test(await everythingIn(database)));
    await app.stop();
    undo();
    slack.faults.api('chat.postMessage', { kind: 'lost-answer' });
    await startApp(env);
    await toldTo(slack, 'ana');
    await eventually(async () => (await query(database, 'select from forgettings')).length === 0);
    expect(slack.messages(slack.dm('ana')).filter((each) => shown(each).includes('Forgotten'))).toHaveLength(
      1,
    );
    expect(oursInThread(slack, thread)).toEqual([]);
  });

  test('can be forgotten from its menu, and the others of the channel stay', async () => {
    const { slack, database } = await startWorld();
    const first = await ask(slack, SITUATION);
    const second = await ask(slack, 'Our large model costs too much. We have 15,000 calls a day.');
    await pick(slack, 'ana', first, 'forget');
    const form = await modalOf(slack, 'ana');
    await send(slack, 'ana', form.id, { what: caseIdOf(first) });
    await toldTo(slack, 'ana');
    expect(await everythingIn(database)).not.toMatch(MARK);
    expect(shown(second.verdict())).toMatch(/costs too much/);
  });

  test('is told that a message could not be deleted but only blanked, or stays', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    slack.faults.api('chat.delete', { kind: 'error', error: 'cant_delete_message' });
    await forget(slack, 'ana', caseIdOf(thread));
    expect(await toldTo(slack, 'ana')).toMatch(/of 1 Slack let me only blank the text/);
    const texts = slack.messages(thread.channel, thread.ts).map(shown).join('\n');
    expect(texts).toMatch(/This was forgotten, because somebody asked for it\./);
    expect(texts).not.toMatch(MARK);
  });

  test('where Slack asks to slow down, is taken out of it a little later', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    slack.faults.api('chat.delete', { kind: 'rate-limited', retryAfter: 1 });
    await forget(slack, 'ana', caseIdOf(thread));
    await toldTo(slack, 'ana');
    expect(oursInThread(slack, thread)).toEqual([]);
  });
});

describe('somebody who did not open the case', () => {
  test('is told that only who opened it can have it forgotten; the form does not take it either', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await pick(slack, 'ben', thread, 'forget');
    await slack.until(() =>
      slack.ephemerals('ben').some(({ text }) => text?.includes('Only who opened this case')),
    );
    expect(slack.views('ben')).toEqual([]);
    await settled(slack, database);
    expect(shown(thread.verdict())).toMatch(/Not yet/);
  });

  test('may have it forgotten once who opened it is gone from the workspace', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    slack.deactivateUser('ana');
    await pick(slack, 'ben', thread, 'forget');
    await send(slack, 'ben', (await modalOf(slack, 'ben')).id, { what: caseIdOf(thread) });
    await toldTo(slack, 'ben');
    expect(await everythingIn(database)).not.toMatch(MARK);
  });

  test('and a form of somebody else that was open meanwhile, says that it is forgotten already', async () => {
    const { slack } = await startWorld();
    const cleo = slack.addUser({ name: 'cleo' });
    slack.addMember({ user: 'ana', channel: '#llm-help', member: cleo });
    const thread = await ask(slack, SITUATION);
    const chosen = { what: caseIdOf(thread) };
    slack.deactivateUser('ana');
    for (const user of ['ben', 'cleo']) await pick(slack, user, thread, 'forget');
    const [first, second] = [await modalOf(slack, 'ben'), await modalOf(slack, 'cleo')];
    await send(slack, 'ben', first.id, chosen);
    await toldTo(slack, 'ben');
    expect(await send(slack, 'cleo', second.id, chosen)).toMatchObject({
      outcome: 'errors',
      errors: { what: expect.stringMatching(/forgotten already/) },
    });
  });
});

describe('everything of one person', () => {
  test('goes from their own cases and from those of others, whose advice is computed anew', async () => {
    const { slack, database } = await startWorld();
    const own = await ask(slack, 'Our triage tool Quinoa is too slow.', { user: 'ben' });
    const thread = await ask(slack, 'Our support bot makes up refund rules. We have 800 Q&A pairs.');
    const before = shown(thread.verdict());
    thread.say('ben', 'We already have RAG over the Quinoa handbook, but it often returns the wrong page.');
    await slack.until(() => shown(thread.verdict()).includes('@Ben'));
    await slack.until(() => thread.replies().length > 0);
    await pick(slack, 'ana', thread, 'export');
    await slack.until(() => slack.messages(thread.channel, thread.ts).some(({ files }) => files?.length));
    await settled(slack, database);

    await forget(slack, 'ben', 'everything');
    expect(await toldTo(slack, 'ben')).toMatch(
      /One case that you opened and what you said and did in one case of others are gone/,
    );
    await settled(slack, database);
    const left = await everythingIn(database);
    expect(left).not.toMatch(MARK);
    expect(left.replaceAll(/^\(\d+,.*forget:.*$/gm, '')).not.toContain(slack.user('ben').id);
    expect(oursInThread(slack, own)).toEqual([]);
    expect(shown(thread.verdict())).toBe(before);
    const ours = oursInThread(slack, thread).map(shown).join('\n');
    expect(ours).not.toMatch(/Quinoa|@Ben/);
    expect(ours).toMatch(/Somebody asked me to forget what they said here/);
  });

  test('includes steps they took on, decisions they recorded and feedback; those of others stay without their name', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, 'Our support bot makes up refund rules. We have 800 Q&A pairs.');
    await press(slack, 'ana', thread, thread.verdict(), { actionId: 'make_plan' });
    await send(slack, 'ana', (await modalOf(slack, 'ana')).id, { '0:owner': slack.user('ben').id });
    const plan = await slack.until(() => messageOf(slack, thread, 'plan'));
    await press(slack, 'ben', thread, plan, { actionId: 'step_done' });
    const done = { result: 'Quinoa had 41 of 50 right.', outcome: 'passed' };
    await send(slack, 'ben', (await modalOf(slack, 'ben')).id, done);
    await slack.until(() => shown(messageOf(slack, thread, 'plan') ?? {}).includes('Quinoa'));
    await pick(slack, 'ben', thread, 'decide');
    await send(slack, 'ben', (await modalOf(slack, 'ben')).id, { why: 'Quinoa says so.' });
    await slack.until(() => messageOf(slack, thread, 'decision:'));
    await settled(slack, database);

    await forget(slack, 'ben', 'everything');
    await toldTo(slack, 'ben');
    await settled(slack, database);
    expect(await everythingIn(database)).not.toMatch(MARK);
    expect(messageOf(slack, thread, 'decision:')).toBeUndefined();
    const left = shown(messageOf(slack, thread, 'plan') ?? {});
    expect(left).toMatch(/✓ 1\. .* \(passed\) {2}somebody/);
    expect(oursInThread(slack, thread).map(shown).join('\n')).not.toMatch(/Quinoa|@Ben/);
  });

  test('includes what they set by hand and what was told by name; what others set by hand stays without their word', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, 'Our support bot makes up refund rules. We have 800 Q&A pairs.');
    const change = async (user: string, value: string) => {
      const before = saidIn(slack, thread).length;
      await openFacts(slack, user, thread);
      await pressBelow(slack, user, 'Facts are missing', 'change_fact');
      const form = await slack.until(() => topView(slack, user)?.submit && topView(slack, user));
      await fillIn(slack, user, form, { gap: value });
      await slack.until(() => saidIn(slack, thread).length > before);
      await settled(slack, database);
    };
    await change('ben', '"behaviour"');
    thread.say('ana', '@Tune or Not facts');
    await slack.until(() => messageOf(slack, thread, 'told:'));
    await settled(slack, database);
    expect(shown(saidIn(slack, thread)[0] ?? {})).toMatch(/^@Ben corrected/);

    await forget(slack, 'ben', 'everything');
    await toldTo(slack, 'ben');
    await settled(slack, database);
    expect(saidIn(slack, thread)).toEqual([]);
    expect(messageOf(slack, thread, 'told:')).toBeUndefined();
    const left = await everythingIn(database);
    expect(left.replaceAll(/^\(\d+,.*forget:.*$/gm, '')).not.toContain(slack.user('ben').id);
    expect(oursInThread(slack, thread).map(shown).join('\n')).not.toContain('@Ben');
  });

  test('leaves what others set by hand, without the word that it took the place of', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, 'Should we fine-tune a model? We have 800 Q&A pairs.');
    thread.say('ben', 'Our support bot makes up refund rules.');
    await slack.until(() => shown(thread.verdict()).includes('@Ben'));
    await settled(slack, database);
    await openFacts(slack, 'ana', thread);
    await pressBelow(slack, 'ana', 'Facts are missing', 'change_fact');
    const form = await slack.until(() => topView(slack, 'ana')?.submit && topView(slack, 'ana'));
    await fillIn(slack, 'ana', form, { gap: '"behaviour"' });
    await slack.until(() => shown(saidIn(slack, thread)[0] ?? {}).includes('@Ben’s word'));
    await settled(slack, database);

    await forget(slack, 'ben', 'everything');
    await toldTo(slack, 'ben');
    await settled(slack, database);
    expect(saidIn(slack, thread).map(shown)).toEqual([expect.stringMatching(/^@Ana corrected/)]);
    expect(oursInThread(slack, thread).map(shown).join('\n')).not.toContain('@Ben');
    const left = await everythingIn(database);
    expect(left.replaceAll(/^\(\d+,.*forget:.*$/gm, '')).not.toContain(slack.user('ben').id);
  });

  test('in a workspace that holds nothing of theirs, is said to be nothing', async () => {
    const { slack } = await startWorld();
    await ask(slack, SITUATION);
    await forget(slack, 'ben', 'everything');
    expect(await toldTo(slack, 'ben')).toMatch(/I kept nothing of yours in this workspace/);
    expect(oursIn(slack, '#llm-help', 'root')).toHaveLength(1);
  });

  test('goes also where they only talked and stated nothing', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, 'Our support bot makes up refund rules.');
    thread.say('ben', 'Quinoa, as I always say.');
    await settled(slack, database);
    await eventually(async () => MARK.test(await everythingIn(database)));
    await forget(slack, 'ben', 'everything');
    await toldTo(slack, 'ben');
    expect(await everythingIn(database)).not.toMatch(MARK);
  });
});

test('a form in which nothing is chosen stays open', async () => {
  const { slack } = await startWorld();
  await slack.command({ user: 'ana', channel: '#llm-help', text: '/finetune forget' });
  const { id } = await modalOf(slack, 'ana');
  expect(await send(slack, 'ana', id, {})).toMatchObject({ outcome: 'errors' });
});
