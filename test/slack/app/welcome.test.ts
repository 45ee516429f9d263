import { describe, expect, test } from '@jest/globals';
import { Kysely, PostgresDialect } from 'kysely';
import { systemClock } from '../../../src/clock.ts';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { homeOf } from '../../../src/slack/home-of.ts';
import { createMembership } from '../../../src/slack/membership.ts';
import type { Tables } from '../../../src/store/tables.ts';
import { ownPack } from '../../runner/own-guidance.ts';
import { startApp, startWorld } from '../../support/app.ts';
import { caseIdOf, messageOf, modalOf, press, send } from '../../support/forms.ts';
import { identitiesIn } from '../../support/identity.ts';
import { pick } from '../../support/menu.ts';
import { moreLike } from '../../support/more-cases.ts';
import { shown, shownLines } from '../../support/shown.ts';
import { socketMode, testSlack } from '../../support/slack.ts';
import { createDatabase, open, query } from '../../support/test-database.ts';
import { ask, oursIn, settled } from '../../support/threads.ts';

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

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';

/** Somebody opens the Home tab; resolves with what they see, once it holds this. */
async function home(slack: Sandbox, user: string, holds: RegExp = /Should we fine-tune/): Promise<string> {
  const before = slack.requests('views.publish').length;
  slack.openHome(user);
  await slack.until(() => slack.requests('views.publish').length > before);
  const text = await slack.until(() => {
    const view = slack.home(user);
    return view && shown(view);
  });
  expect(text).toMatch(holds);
  return text;
}

describe('the Home tab', () => {
  test('shows open cases, steps by due date, decisions to look at again, and cases by route', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const other = await ask(slack, 'A large model sorts our tickets well, but it costs too much.');
    await press(slack, 'ana', thread, thread.verdict(), { actionId: 'make_plan' });
    await send(slack, 'ana', (await modalOf(slack, 'ana')).id, { '0:owner': slack.user('ana').id });
    await slack.until(() => messageOf(slack, thread, 'plan'));
    await pick(slack, 'ana', other, 'decide');
    const soon = new Date(Date.now() + 3 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    const form = await modalOf(slack, 'ana');
    await send(slack, 'ana', form.id, { why: 'It costs too much.', look_again: soon });
    await slack.until(() => messageOf(slack, other, 'decision:'));

    const lines = (await home(slack, 'ana')).split('\n');
    const text = lines.join('\n');
    expect(lines[1]).toBe('[ Ask … ] [ My digest … ] [ Forget … ] [ Settings … ]');
    expect(text).toMatch(/Your open cases \(1\)\n• Not yet\..* {2}· {2}#llm-help {2}· {2}today\n.+\?/);
    expect(text).toMatch(/Your steps \(\d\)\n• .+ {2}· {2}(?:due|no date).* {2}· {2}#llm-help ↗/);
    expect(text).toMatch(/Decisions to look at again \(1\)\n• .+ {2}· {2}#llm-help ↗/);
    expect(text).toMatch(/Cases in your channels \(2\)\n(?:█+ {2}1 {2}\S.*\n){2}/);
    expect(slack.pings()).toEqual([]);
  });

  test('is plain where there is nothing yet', async () => {
    const { slack } = await startWorld();
    expect(await home(slack, 'ben')).toMatch(
      /Your open cases\nNo case of yours is open\.\nYour steps\nNo step waits for you\.\n/,
    );
  });

  test('shows nothing of private channels, direct messages and shared channels to who is not in them', async () => {
    const { slack } = await startWorld();
    for (const [name, kind] of [
      ['secret-plans', 'private'],
      ['with-partners', 'shared'],
    ] as const) {
      slack.createChannel({ user: 'ana', name, kind });
      slack.addMember({ user: 'ana', channel: `#${name}`, member: slack.botUserId });
      await ask(slack, SITUATION, { channel: `#${name}` });
    }
    slack.say({ user: 'ana', channel: slack.dm('ana'), text: SITUATION });
    await slack.until(() => slack.messages(slack.dm('ana')).some((each) => shown(each).includes('Not yet')));
    const mine = await home(slack, 'ana', /Cases in your channels \(2\)/);
    expect(mine).toMatch(/#secret-plans/);
    expect(mine).toMatch(/direct message/);
    expect(mine).not.toMatch(/#with-partners/);
    expect(await home(slack, 'ben')).not.toMatch(/Cases in your channels|secret|Not yet/);
  });

  test('shows nothing of a private channel that one has left, also what one opened in it', async () => {
    const { slack } = await startWorld();
    slack.createChannel({ user: 'ana', name: 'secret-plans', kind: 'private' });
    slack.addMember({ user: 'ana', channel: '#secret-plans', member: slack.botUserId });
    await ask(slack, SITUATION, { channel: '#secret-plans' });
    slack.removeMember({ user: 'ana', channel: '#secret-plans', member: slack.user('ana').id });
    expect(await home(slack, 'ana')).toMatch(/No case of yours is open/);
  });

  test('shows direct messages alone, and says why, where Slack does not tell who is where', async () => {
    const { slack } = await startWorld({ withoutScopes: ['groups:read'] });
    await ask(slack, SITUATION);
    expect(await home(slack, 'ana')).toMatch(
      /Slack does not tell me now in which channels you are[\s\S]*No case of yours is open/,
    );
  });

  test('says so while the database does not answer, and shows it again later', async () => {
    const { slack, database } = await startWorld();
    await ask(slack, SITUATION);
    await query(database, 'alter table decisions rename to away');
    await home(slack, 'ana', /my database does not answer/);
    await query(database, 'alter table away rename to decisions');
    await home(slack, 'ana', /Your open cases \(1\)/);
  });

  test('asks the database as often for a thousand cases as for one, and counts what it does not list', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    let asked = 0;
    const { pool } = await open(database);
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), log: () => void asked++ });
    const lists = {
      db,
      packFor: async () => ({ pack: await ownPack() }),
      membership: createMembership(identitiesIn(slack), systemClock),
      clock: systemClock,
      identities: identitiesIn(slack),
    };
    const who = { workspace: slack.teamId, person: slack.user('ana').id };
    await homeOf(who, lists);
    const forOne = asked;
    await moreLike(database, caseIdOf(thread), 999);
    asked = 0;
    const lines = shownLines((await homeOf(who, lists)).blocks);
    expect(asked).toBe(forOne);
    expect(asked).toBeLessThanOrEqual(5);
    expect(lines).toContain('Your open cases (1000)');
    expect(lines).toContain('and 990 more');
    expect(slack.requests('users.conversations').length).toBeLessThanOrEqual(1);
  });
});

describe('its button "Ask"', () => {
  async function openForm(slack: Sandbox): Promise<string> {
    await home(slack, 'ana');
    const view = slack.home('ana');
    await slack.click({ user: 'ana', viewId: view?.id ?? '', actionId: 'home_ask' });
    return (await modalOf(slack, 'ana')).id;
  }
  const filled = (slack: Sandbox, channel: string) => ({
    channel: { channel: slack.channel(channel).id },
    situation: { text: SITUATION },
  });

  test('opens the form with a choice of the channel, and the case is opened there', async () => {
    const { slack } = await startWorld();
    const viewId = await openForm(slack);
    expect(await slack.submitView({ user: 'ana', viewId, values: filled(slack, '#llm-help') })).toEqual({
      outcome: 'closed',
    });
    await slack.until(() => oursIn(slack, '#llm-help', 'verdict').length === 1);
  });

  test('where the app is not, answers who asked alone', async () => {
    const { slack } = await startWorld();
    const viewId = await openForm(slack);
    await slack.submitView({ user: 'ana', viewId, values: filled(slack, '#random') });
    await slack.until(() => slack.ephemerals('ana').some((each) => /only you see this/.test(shown(each))));
  });
});
