import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Digest } from '../../../src/digest/digest.ts';
import { digestOf, setUpDigest } from '../../../src/digest/digests.ts';
import { localTime } from '../../../src/digest/local-time.ts';
import { readManifest } from '../../../src/manifest.ts';
import { declarationOf } from '../../../src/sandbox-for.ts';
import { startApp } from '../../support/app.ts';
import { capturedLog } from '../../support/captured-log.ts';
import { afterTest } from '../../support/clean-up.ts';
import { connected } from '../../support/connected.ts';
import {
  type ClockWorld,
  DAY_MS,
  digestsIn,
  EVERY_DAY,
  startClockWorld,
  toNext,
} from '../../support/digests.ts';
import { eventually } from '../../support/eventually.ts';
import { modalOf, send } from '../../support/forms.ts';
import { noted } from '../../support/reminded.ts';
import { shown } from '../../support/shown.ts';
import { createDatabase, open } from '../../support/test-database.ts';

const NEW_YORK = 'America/New_York';

const TOKYO = 'Asia/Tokyo';

/** The app in a Slack that never tells it that somebody is elsewhere. */
async function withoutEvent(options: Parameters<typeof startClockWorld>[0] = {}): Promise<ClockWorld> {
  const { botEvents } = declarationOf(await readManifest());
  return startClockWorld({ ...options, events: botEvents.filter((event) => event !== 'user_change') });
}

async function digest({ db, slack }: ClockWorld): Promise<Digest> {
  const channel = slack.channel('#llm-help').id;
  const found = await digestOf(db, slack.teamId, { kind: 'channel', channel });
  if (!found) throw new Error('There is no digest.');
  return found;
}

/** Ana types `/finetune digest`; resolves with the form. */
async function openForm({ slack }: ClockWorld) {
  await connected(slack);
  await slack.command({ user: 'ana', channel: '#llm-help', text: '/finetune digest' });
  return modalOf(slack, 'ana');
}

/** Ana sets a digest up in the form, which comes every day; its zone is the form's default unless one is given. */
async function setUp(world: ClockWorld, zone?: string): Promise<string> {
  const { slack } = world;
  const { id } = await openForm(world);
  const fields = { days: [...EVERY_DAY.days], quiet: [], ...(zone === undefined ? {} : { zone }) };
  expect(await send(slack, 'ana', id, fields)).toMatchObject({ outcome: 'updated' });
  const saved = shown(slack.views('ana').at(-1) ?? {});
  slack.closeView({ user: 'ana', viewId: id, all: true });
  return saved;
}

/** Moves the clock to when the digest is due, and waits for what comes. @returns the times at which digests came, in a zone */
async function came(world: ClockWorld, zone: string): Promise<{ day: string; time: string }[]> {
  const due = toNext(world, await digest(world));
  await eventually(async () => (await digest(world)).nextRunAt?.getTime() !== due);
  await noted(world);
  return digestsIn(world.slack, '#llm-help').map(({ ts }) => localTime(Number(ts) * 1_000, zone));
}

describe('a digest in the time zone that Slack knows of who set it up', () => {
  test('comes at its local time where they fly to; form, preview and status say so', async () => {
    const world = await startClockWorld();
    const { slack } = world;
    expect(await setUp(world)).toMatch(/\(Europe\/Lisbon\).*When that changes, the digest moves with you\./s);
    slack.changeZone({ user: 'ana', tz: TOKYO });
    const moved = await eventually(async () => {
      const found = await digest(world);
      return found.settings.zone === TOKYO ? found : undefined;
    });
    expect(moved.nextRunAt?.getTime()).toBeGreaterThan(world.clock.now());

    const form = await openForm(world);
    expect(shown(form)).toMatch(/Set up by @Ana\. {2}Next: .*, 09:00\./);
    expect(JSON.stringify(form.blocks)).toMatch(/"initial_value":"Asia\/Tokyo"/);
    expect(JSON.stringify(form.blocks)).toMatch(/This is yours; with your own, it moves with you/);
    await slack.command({ user: 'ana', channel: '#llm-help', text: '/finetune digest preview' });
    await slack.until(() => slack.ephemerals('ana').some((each) => /\(Asia\/Tokyo\)/.test(shown(each))));
    await slack.command({ user: 'ana', channel: '#llm-help', text: '/finetune digest pause' });
    await slack.command({ user: 'ana', channel: '#llm-help', text: '/finetune digest resume' });
    await slack.until(() =>
      slack.ephemerals('ana').some(({ text }) => /every day at 09:00 \(Asia\/Tokyo\)/.test(text ?? '')),
    );
    const times = await came(world, TOKYO);
    expect(times.map(({ time }) => time)).toEqual(['09:00']);
    expect(shown(digestsIn(slack, '#llm-help')[0] ?? {})).toMatch(/every day at 09:00 \(Asia\/Tokyo\)/);
  });

  test('has it by hand from when they write another, and stays there', async () => {
    const world = await startClockWorld();
    const { slack } = world;
    expect(await setUp(world, 'Europe/Berlin')).not.toMatch(/moves with you/);
    slack.changeZone({ user: 'ana', tz: TOKYO });
    await slack.until(() =>
      slack.deliveries().some(({ type, state }) => type === 'user_change' && state === 'acked'),
    );
    const times = await came(world, 'Europe/Berlin');
    expect(times.map(({ time }) => time)).toEqual(['09:00']);
    expect(await digest(world)).toMatchObject({ settings: { zone: 'Europe/Berlin' }, movesWithOwner: false });
  });
});

describe('where Slack did not tell that they flew', () => {
  test('west, it waits for its local time there, and comes once', async () => {
    const world = await withoutEvent();
    await setUp(world);
    world.slack.changeZone({ user: 'ana', tz: NEW_YORK });
    const before = await digest(world);
    expect(await came(world, NEW_YORK)).toEqual([]);
    const after = await digest(world);
    expect(after).toMatchObject({ settings: { zone: NEW_YORK }, state: 'on' });
    expect(localTime(after.nextRunAt?.getTime() ?? 0, NEW_YORK)).toEqual(
      localTime(before.nextRunAt?.getTime() ?? 0, 'Europe/Lisbon'),
    );
    const first = await came(world, NEW_YORK);
    const second = await came(world, NEW_YORK);
    expect(second.map(({ time }) => time)).toEqual(['09:00', '09:00']);
    expect(second.slice(0, 1)).toEqual(first);
    expect(new Set(second.map(({ day }) => day)).size).toBe(2);
  });

  test('east, where its time is over, it comes at once, and from then on at its local time there', async () => {
    const world = await withoutEvent();
    await setUp(world);
    world.slack.changeZone({ user: 'ana', tz: TOKYO });
    expect(await came(world, TOKYO)).toHaveLength(1);
    expect(shown(digestsIn(world.slack, '#llm-help')[0] ?? {})).toMatch(/\(Asia\/Tokyo\)/);
    const [first, second] = await came(world, TOKYO);
    expect(second?.time).toBe('09:00');
    expect(second && first && second.day > first.day).toBe(true);
  });

  test('its form shows the zone that they are in', async () => {
    const world = await withoutEvent();
    await setUp(world);
    world.slack.changeZone({ user: 'ana', tz: TOKYO });
    expect(JSON.stringify((await openForm(world)).blocks)).toMatch(/"initial_value":"Asia\/Tokyo"/);
    expect(await digest(world)).toMatchObject({ settings: { zone: TOKYO } });
  });
});

test('a zone that there is not, or an answer that does not come, changes nothing; the digest comes', async () => {
  const { log, text } = capturedLog();
  const world = await startClockWorld({ log });
  const { slack, db, clock } = world;
  const user = slack.addUser({ name: 'zoe', tz: 'Mars/Base' });
  const target = { kind: 'channel', channel: slack.channel('#llm-help').id } as const;
  const settings = { ...EVERY_DAY, skipQuiet: false };
  await setUpDigest(db, slack.teamId, target, settings, { user, at: clock.now(), zone: 'UTC' });
  expect(await came(world, 'UTC')).toMatchObject([{ time: '09:00' }]);
  expect(text()).toMatch(/time zone that the platform gives of an owner is none that is known/);
  expect(text()).not.toMatch(/Mars|zoe/);
  slack.faults.api('users.info', { kind: 'http', status: 500 }, { times: Number.POSITIVE_INFINITY });
  expect(await came(world, 'UTC')).toMatchObject([{ time: '09:00' }, { time: '09:00' }]);
});

test("the sandbox's page moves the app's own clock on, and what is due by then comes at once", async () => {
  const data = await mkdtemp(join(tmpdir(), 'tune-or-not-digest-'));
  afterTest(() => rm(data, { recursive: true, force: true, maxRetries: 5 }));
  const database = await createDatabase();
  const { db } = await open(database, 2);
  const app = await startApp({ DATABASE_URL: database, DATA_DIR: data, SANDBOX_PORT: '0' });
  const act = async (path: string, body: unknown): Promise<void> => {
    const answer = await fetch(new URL(path, app.address), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
  };
  await act('/sandbox/do/say', {
    user: 'ana',
    channel: '#llm-help',
    text: '@Tune or Not Our support bot makes up refund rules.',
  });
  const found = await eventually(() =>
    db.selectFrom('cases').selectAll().where('turn', '=', 1).executeTakeFirst(),
  );
  const { workspace, channel, opened_by: user } = found;
  await setUpDigest(db, workspace, { kind: 'channel', channel }, EVERY_DAY, { user, at: Date.now() });
  await act('/sandbox/clock', { ms: Date.now() + DAY_MS });
  const sent = await eventually(() =>
    db.selectFrom('digest_sends').select(['ts', 'sent_at']).where('outcome', '=', 'sent').executeTakeFirst(),
  );
  // Slack and the app go by the same time, which is tomorrow's.
  expect(sent.sent_at?.getTime()).toBeGreaterThan(Date.now() + DAY_MS / 2);
  expect(Number(sent.ts) * 1000).toBeGreaterThan(Date.now() + DAY_MS / 2);
});
