import { describe, expect, test } from '@jest/globals';
import { dayOf } from '../../../src/clock.ts';
import type { Digest } from '../../../src/digest/digest.ts';
import { changeDigest, digestById, stopDigest } from '../../../src/digest/digests.ts';
import { connected } from '../../support/connected.ts';
import {
  type ClockWorld,
  digestFor,
  digestsIn,
  EVERY_DAY,
  startClockWorld,
  takeOn,
  toNext,
} from '../../support/digests.ts';
import { eventually } from '../../support/eventually.ts';
import { modalOf, send } from '../../support/forms.ts';
import { shown } from '../../support/shown.ts';
import { everythingIn } from '../../support/test-database.ts';
import { ask, settled } from '../../support/threads.ts';

const isDigest = ({ metadata = '' }: Record<string, string>): boolean => metadata.includes('"digest/');

/** Whether the post of a digest has arrived at Slack. */
const isUnderWay = (slack: ClockWorld['slack']): boolean =>
  slack.requests('chat.postMessage').some(({ args }) => JSON.stringify(args).includes('"digest/'));

/** How the digests that were due ended. */
async function outcome({ db }: ClockWorld): Promise<string> {
  return eventually(async () => {
    const [row] = await db.selectFrom('digest_sends').select('outcome').execute();
    return row?.outcome;
  });
}

/** What is on record as given up. */
const onRecord = async ({ db }: ClockWorld) =>
  (await db.selectFrom('failures').select(['kind', 'reason']).orderBy('kind').execute()).map(
    ({ kind, reason }) => `${kind}: ${reason}`,
  );

/** A channel with a digest that always has something to say. */
async function withDigest(options: Parameters<typeof startClockWorld>[0] = {}) {
  const world = await startClockWorld(options);
  const channel = world.slack.channel('#llm-help').id;
  const digest = await digestFor(world, { kind: 'channel', channel }, { skipQuiet: false });
  const toldTo = (user: string) => world.slack.messages(world.slack.dm(user)).map(shown);
  return { ...world, channel, digest, toldTo };
}

describe('a digest comes exactly once', () => {
  test('when it was posted and the answer was lost', async () => {
    const world = await withDigest();
    world.slack.faults.api('chat.postMessage', { kind: 'lost-answer' }, { when: isDigest });
    toNext(world, world.digest);
    expect(await outcome(world)).toBe('sent');
    expect(world.slack.requests('chat.postMessage')).toHaveLength(1);
    expect(digestsIn(world.slack, world.channel)).toHaveLength(1);
  });

  test('when the answer was lost, and looking it up fails at first', async () => {
    const world = await withDigest();
    world.slack.faults.api('chat.postMessage', { kind: 'lost-answer' }, { when: isDigest });
    world.slack.faults.api('conversations.history', { kind: 'http', status: 500 });
    toNext(world, world.digest);
    expect(await outcome(world)).toBe('sent');
    expect(digestsIn(world.slack, world.channel)).toHaveLength(1);
  });

  test('when Slack did not take it, or asked to slow down; answers in threads come meanwhile', async () => {
    const world = await withDigest();
    world.slack.faults.api('chat.postMessage', { kind: 'http', status: 503 }, { when: isDigest });
    world.slack.faults.api('chat.postMessage', { kind: 'rate-limited', retryAfter: 3 }, { when: isDigest });
    toNext(world, world.digest);
    await world.slack.until(() => world.slack.requests('chat.postMessage').length >= 2);
    await ask(world.slack, 'Our support bot makes up refund rules.');
    expect(digestsIn(world.slack, world.channel)).toHaveLength(0);
    expect(await outcome(world)).toBe('sent');
    expect(digestsIn(world.slack, world.channel)).toHaveLength(1);
  });
});

describe('a digest that can not be posted any more', () => {
  test.each([
    ['its channel is archived', '/archive', /the channel is archived/],
    ['the app was removed from it', '/remove @Tune or Not', /I am not in the channel any more/],
  ])('because %s stops by itself, and tells its owner alone, once', async (_, text, why) => {
    const world = await withDigest();
    await world.slack.command({ user: 'ana', channel: '#llm-help', text });
    world.slack.faults.api(
      'chat.postMessage',
      { kind: 'lost-answer' },
      {
        when: ({ metadata = '' }) => metadata.includes('digest-stopped/'),
      },
    );
    toNext(world, world.digest);
    expect(await outcome(world)).toBe('failed');
    expect(world.toldTo('ana')).toEqual([expect.stringMatching(why)]);
    expect(await digestById(world.db, world.digest)).toMatchObject({
      state: 'stopped',
      nextRunAt: undefined,
    });
  });

  test('because posting there is restricted stops by itself, tells its owner alone, and is not tried again', async () => {
    const world = await withDigest();
    const { slack, db, digest } = world;
    const refused = { kind: 'error', error: 'restricted_action_read_only_channel' } as const;
    slack.faults.api('chat.postMessage', refused, { when: isDigest, times: Number.POSITIVE_INFINITY });
    toNext(world, digest);
    expect(await outcome(world)).toBe('failed');
    expect(world.toldTo('ana')).toEqual([
      expect.stringMatching(/posting there is restricted.*make sure that I can post there/),
    ]);
    expect(await digestById(db, digest)).toMatchObject({ state: 'stopped', nextRunAt: undefined });
    expect(digestsIn(slack, world.channel)).toEqual([]);
    expect(slack.requests('chat.postMessage')).toHaveLength(2);
    expect(await onRecord(world)).toEqual(['digest: restricted_action_read_only_channel']);
  });

  test('because its owner is not there any more stops by itself', async () => {
    const world = await startClockWorld();
    const { slack, db } = world;
    const ben = slack.user('ben').id;
    const digest = await digestFor(world, { kind: 'person', person: ben }, { skipQuiet: false }, 'ben');
    slack.deactivateUser('ben');
    toNext(world, digest);
    expect(await outcome(world)).toBe('failed');
    expect(await digestById(db, digest)).toMatchObject({ state: 'stopped' });
  });

  test('stops also where the owner can not be told', async () => {
    const world = await withDigest();
    await world.slack.command({ user: 'ana', channel: '#llm-help', text: '/archive' });
    world.slack.faults.api('conversations.open', { kind: 'error', error: 'user_disabled' });
    toNext(world, world.digest);
    expect(await outcome(world)).toBe('failed');
    expect(await digestById(world.db, world.digest)).toMatchObject({ state: 'stopped' });
    expect(await onRecord(world)).toEqual(['digest: is_archived', 'telling: user_disabled']);
  });

  test('is on record until the next one comes, where Slack only refused its words', async () => {
    const world = await withDigest();
    const { slack, db, digest } = world;
    slack.faults.api('chat.postMessage', { kind: 'error', error: 'msg_too_long' }, { when: isDigest });
    toNext(world, digest);
    expect(await outcome(world)).toBe('failed');
    expect(await onRecord(world)).toEqual(['digest: msg_too_long']);
    toNext(world, await digestById(db, digest));
    await slack.until(() => digestsIn(slack, world.channel).length === 1);
    await eventually(async () => (await onRecord(world)).length === 0);
  });
});

describe('while a digest is being sent', () => {
  /** Something happens while its post is under way. */
  async function meanwhile(world: Awaited<ReturnType<typeof withDigest>>, happen: () => Promise<unknown>) {
    world.slack.faults.api('chat.postMessage', { kind: 'slow', ms: 1_500 }, { when: isDigest });
    toNext(world, world.digest);
    await world.slack.until(() => isUnderWay(world.slack));
    await happen();
  }

  test('somebody changes it: it comes as it was, and from then on as it was changed to', async () => {
    const world = await withDigest();
    const at = world.clock.now();
    const by = { user: world.slack.user('ben').id, at };
    let changed: Awaited<ReturnType<typeof changeDigest>> = 'gone';
    await meanwhile(world, async () => {
      changed = await changeDigest(
        world.db,
        world.digest,
        1,
        { ...EVERY_DAY, time: '18:00' },
        { ...by, at: world.clock.now() },
      );
    });
    expect(await outcome(world)).toBe('sent');
    expect(changed).toMatchObject({ version: 2, settings: { time: '18:00' } });
    // Not again on the same day.
    const next = (await digestById(world.db, world.digest))?.nextRunAt?.getTime() ?? 0;
    expect(dayOf(next) > dayOf(world.digest.nextRunAt?.getTime() ?? 0)).toBe(true);
    // Who still saw the one before changes nothing.
    expect(await changeDigest(world.db, world.digest, 1, EVERY_DAY, by)).toBe('changed');
  });

  test('somebody stops it: it is taken away again', async () => {
    const world = await withDigest();
    await meanwhile(world, () => stopDigest(world.db, world.digest));
    await world.slack.until(() => world.slack.requests('chat.delete').length > 0);
    expect(digestsIn(world.slack, world.channel)).toEqual([]);
  });

  test('a case that it names is forgotten: it is taken away, and comes again without that case', async () => {
    const world = await withDigest();
    const { slack, db, database, channel } = world;
    const [gone, left] = [
      await ask(slack, 'Our support bot makes up refund rules.'),
      await ask(slack, 'Our triage tool is too slow.'),
    ];
    await settled(slack, database);
    const { id } = await db
      .selectFrom('cases')
      .select('id')
      .where('thread_ts', '=', gone.ts)
      .executeTakeFirstOrThrow();
    const by = { user: slack.user('ana').id, at: new Date(world.clock.now()) };
    await takeOn(
      db,
      { workspace: slack.teamId, caseId: id },
      { id: 'a', what: 'Ask Quinoa twice', due: dayOf(world.clock.now()) },
      by,
    );
    slack.faults.api('chat.postMessage', { kind: 'slow', ms: 4_000 }, { when: isDigest });
    toNext(world, world.digest);
    await slack.until(() => isUnderWay(slack));
    await connected(slack);
    await slack.command({ user: 'ana', channel: '#llm-help', text: '/finetune forget' });
    await send(slack, 'ana', (await modalOf(slack, 'ana')).id, { what: id });
    await eventually(async () => (await db.selectFrom('cases').select('id').execute()).length === 1);
    expect(await outcome(world)).toBe('sent');
    const digests = digestsIn(slack, channel).map(shown);
    expect(digests).toHaveLength(1);
    expect(digests[0]).not.toMatch(/Quinoa/);
    expect(digests[0]).toMatch(/One open case/);
    expect(await everythingIn(database)).not.toMatch(/Quinoa/);
    expect(left.verdict()).toBeDefined();
  });
});

test('many that are due at once, where Slack asks again and again to slow down, come one by one and once each; answers in threads come meanwhile', async () => {
  const world = await startClockWorld();
  const { slack } = world;
  const channels = Array.from({ length: 20 }, (_, index) =>
    slack.createChannel({
      user: 'ana',
      name: `team-${index}`,
      members: [slack.user('ana').id, slack.botUserId],
    }),
  );
  const digests: Digest[] = [];
  for (const channel of channels)
    digests.push(await digestFor(world, { kind: 'channel', channel }, { skipQuiet: false }));
  let posts = 0;
  slack.faults.api(
    'chat.postMessage',
    { kind: 'rate-limited', retryAfter: 1 },
    {
      times: 5,
      when: (args) => isDigest(args) && posts++ % 4 === 3,
    },
  );
  toNext(world, digests[0]);
  const come = () => channels.map((channel) => digestsIn(slack, channel).length);
  await slack.until(() => come().some((count) => count > 0));
  const verdict = await ask(slack, 'Our support bot makes up refund rules.');
  expect(verdict.verdict()).toBeDefined();
  expect(come()).toContain(0);
  await slack.until(() => come().every((count) => count > 0));
  expect(come()).toEqual(channels.map(() => 1));
}, 40_000);
