import { describe, expect, test } from '@jest/globals';
import { DAY_MS, type MovableClock, movableClock, systemClock } from '../../../src/clock.ts';
import { setUpDigest } from '../../../src/digest/digests.ts';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startApp, startWorld } from '../../support/app.ts';
import { EVERY_DAY } from '../../support/digests.ts';
import { eventually } from '../../support/eventually.ts';
import { modalOf } from '../../support/forms.ts';
import { shown } from '../../support/shown.ts';
import { startTeamsWorld, type TeamsWorld } from '../../support/teams.ts';
import { everythingIn, open, query } from '../../support/test-database.ts';
import { ask, type CaseThread, settled, verdictBelow } from '../../support/threads.ts';

const SITUATION =
  'Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune on them.';

interface World extends TeamsWorld {
  clock: MovableClock;
  acme: Sandbox;
  other: Sandbox;
}

/** Two workspaces with a case and a digest each, and a clock for the app. */
async function world(env: Record<string, string> = {}): Promise<World> {
  const clock = movableClock(systemClock);
  const teams = await startTeamsWorld({ appClock: clock, env });
  const [acme, other] = [await teams.installed('T0ACME'), await teams.installed('T0OTHER')];
  await Promise.all([ask(acme, SITUATION), ask(other, SITUATION)]);
  await Promise.all([settled(acme, teams.database), settled(other, teams.database)]);
  return { ...teams, clock, acme, other };
}

const removedFrom = async ({ database }: World): Promise<unknown[]> =>
  (await query(database, 'select workspace from installations where removed_at is not null')).flat();

/** Waits until the app knows that it was removed; its tokens are gone by then. */
async function removed(found: World): Promise<void> {
  await eventually(async () => (await removedFrom(found)).includes('T0ACME'));
  expect(await query(found.database, `select sealed from installations where workspace = 'T0ACME'`)).toEqual([
    [null],
  ]);
}

/** What the database still says of a workspace, in any table. */
const tracesOf = async ({ database }: World, workspace: string): Promise<string[]> =>
  (await everythingIn(database)).split('\n').filter((line) => line.includes(workspace));

const thread = async (slack: Sandbox, text: string): Promise<CaseThread> => {
  const ts = slack.say({ user: 'ana', channel: '#llm-help', text: `@tuneornot ${text}` });
  return verdictBelow(slack, '#llm-help', ts);
};

describe('A workspace that removes the app', () => {
  test('keeps its cases for the grace period; then nothing of it is in any table, and others have lost nothing', async () => {
    const found = await world();
    const { acme, other, clock, database } = found;
    const { db } = await open(database);
    const target = { kind: 'channel', channel: acme.channel('#llm-help').id } as const;
    await setUpDigest(db, 'T0ACME', target, EVERY_DAY, { user: acme.user('ana').id, at: clock.now() });
    acme.uninstall();
    await removed(found);
    clock.moveTo(clock.now() + 6 * DAY_MS);
    const kept = await tracesOf(found, 'T0ACME');
    expect(kept.length).toBeGreaterThan(5);
    expect(kept.join()).toContain('refund rules');
    const theirs = await query(database, `select count(*) from statements where workspace = 'T0OTHER'`);
    clock.moveTo(clock.now() + 2 * DAY_MS);
    await eventually(async () => (await tracesOf(found, 'T0ACME')).length === 0);
    expect(await query(database, `select count(*) from statements where workspace = 'T0OTHER'`)).toEqual(
      theirs,
    );
    await thread(other, SITUATION);
  });

  test('is told nothing more: what waits of it waits, and what comes late is not kept', async () => {
    const found = await world();
    const { acme, clock, database } = found;
    const { db } = await open(database);
    const target = { kind: 'channel', channel: acme.channel('#llm-help').id } as const;
    await setUpDigest(db, 'T0ACME', target, EVERY_DAY, { user: acme.user('ana').id, at: clock.now() });
    acme.uninstall();
    await removed(found);
    const before = acme.requests().length;
    acme.say({ user: 'ana', channel: '#llm-help', text: `@tuneornot One more thing.` });
    await acme.until(() => acme.deliveries().every(({ state }) => state === 'acked'));
    clock.moveTo(clock.now() + 2 * DAY_MS);
    await thread(found.other, 'Is RAG better for us?');
    expect(acme.requests().slice(before)).toEqual([]);
    expect(await everythingIn(database)).not.toContain('One more thing');
    expect(await query(database, `select * from digest_sends where workspace = 'T0ACME'`)).toEqual([]);
  });

  test('while somebody fills in a form or writes a command: they are told so, and lose nothing they typed', async () => {
    const found = await world();
    const { acme, database } = found;
    await acme.command({ user: 'ana', channel: '#llm-help', text: '/finetune' });
    const form = await modalOf(acme, 'ana');
    acme.uninstall();
    await removed(found);
    const sent = await acme.submitView({
      user: 'ana',
      viewId: form.id,
      values: { situation: { text: 'Typed into a form.' } },
    });
    expect(sent).toMatchObject({ outcome: 'errors' });
    expect(JSON.stringify(sent)).toContain('I am not installed in this workspace');
    expect(acme.views('ana').map(({ id }) => id)).toEqual([form.id]);
    await acme.command({ user: 'ana', channel: '#llm-help', text: '/finetune We typed *this* & <that>.' });
    expect(acme.ephemerals('ana').at(-1)?.text).toMatch(
      /^I am not installed in this workspace.*\n```We typed \*this\* &amp; &lt;that&gt;\.```$/s,
    );
    await acme.command({ user: 'ana', channel: '#llm-help', text: '/finetune help' });
    expect(acme.ephemerals('ana').at(-1)?.text).toMatch(/^I am not installed in this workspace[^`]*$/);
    expect(await everythingIn(database)).not.toMatch(/Typed into a form|We typed/);
  });

  test('and comes back in time finds its cases, and gets the answer that it was waiting for', async () => {
    const found = await world();
    const { acme, database } = found;
    const release = acme.faults.api('chat.postMessage', { kind: 'http', status: 500 }, { times: Infinity });
    const ts = acme.say({ user: 'ana', channel: '#llm-help', text: `@tuneornot ${SITUATION}` });
    await eventually(async () => {
      const [row] = await query(database, 'select count(*) from outbox where attempts > 0');
      return Number(row?.[0]) > 0;
    });
    acme.uninstall();
    await removed(found);
    release();
    await found.installed('T0ACME');
    const answered = await verdictBelow(acme, '#llm-help', ts);
    expect(shown(answered.verdict())).toContain('refund rules');
    await settled(acme, database);
    expect(await query(database, `select count(*) from cases where workspace = 'T0ACME'`)).toEqual([['2']]);
  });

  test('with no grace period is deleted at once', async () => {
    const found = await world({ UNINSTALL_GRACE_DAYS: '0' });
    found.acme.uninstall();
    await removed(found);
    found.clock.moveTo(found.clock.now() + 1_000);
    await eventually(async () => (await tracesOf(found, 'T0ACME')).length === 0);
    expect((await tracesOf(found, 'T0OTHER')).length).toBeGreaterThan(5);
  });
});

test('An operator who tried OAuth and goes back to a bot token is answered, and nothing is deleted later', async () => {
  const clock = movableClock(systemClock);
  const { slack, database, env, app } = await startWorld({ appClock: clock });
  const asked = await ask(slack, SITUATION);
  await settled(slack, database);
  await app.stop();
  for (const workspace of [slack.teamId, 'T0GONE'])
    await query(
      database,
      `insert into installations (workspace, generation, sealed, bot_user_id, url, installed_at, removed_at)
       values ($1, gen_random_uuid(), null, 'U1', 'https://x.slack.com/', now(), now())`,
      [workspace],
    );
  await startApp(env, clock);
  clock.moveTo(clock.now() + 30 * DAY_MS);
  await ask(slack, 'Is RAG better for us?');
  expect(await query(database, 'select workspace from installations')).toEqual([['T0GONE']]);
  expect(shown(asked.verdict())).toContain('refund rules');
  expect(await query(database, 'select count(*) from cases')).toEqual([['2']]);
});

describe('A token that Slack does not take any more', () => {
  test.each(['token_revoked', 'account_inactive'])(
    'has the effect of the event that never came: %s',
    async (error) => {
      const found = await world();
      found.acme.faults.api('chat.postMessage', { kind: 'error', error }, { times: Infinity });
      found.acme.say({ user: 'ana', channel: '#llm-help', text: `@tuneornot ${SITUATION}` });
      await removed(found);
      expect(await removedFrom(found)).toEqual(['T0ACME']);
    },
  );

  test('because we call from where it may not be used is kept, and what waits is posted once it may: invalid_auth', async () => {
    const found = await world();
    const { acme, database } = found;
    const allow = acme.faults.api(
      'chat.postMessage',
      { kind: 'error', error: 'invalid_auth' },
      { times: Infinity },
    );
    const ts = acme.say({ user: 'ana', channel: '#llm-help', text: `@tuneornot ${SITUATION}` });
    await eventually(async () => {
      const [row] = await query(database, 'select count(*) from outbox where attempts > 0');
      return Number(row?.[0]) > 0;
    });
    allow();
    await verdictBelow(acme, '#llm-help', ts);
    expect(await removedFrom(found)).toEqual([]);
  });

  test('is not taken for gone by late news of the installation before', async () => {
    const found = await world();
    const letGo = found.acme.faults.holdEvents();
    found.acme.uninstall();
    // Whole seconds are all that such an event tells of its time.
    const uninstalledAt = Math.floor(Date.now() / 1000);
    await eventually(async () => Math.floor(Date.now() / 1000) > uninstalledAt);
    await found.installed('T0ACME');
    letGo();
    await found.acme.until(() => found.acme.deliveries().every(({ state }) => state === 'acked'));
    expect(await removedFrom(found)).toEqual([]);
    await thread(found.acme, SITUATION);
  });
});
