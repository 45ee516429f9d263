import { describe, expect, test } from '@jest/globals';
import { dayOf } from '../../../src/clock.ts';
import {
  digestById,
  digestOf,
  noteReaction,
  pauseDigest,
  resumeDigest,
  snoozeLine,
} from '../../../src/digest/digests.ts';
import type { CaseRef } from '../../../src/store/case-ref.ts';
import { endStep } from '../../../src/store/steps.ts';
import { startApp } from '../../support/app.ts';
import {
  type ClockWorld,
  DAY_MS,
  decideOn,
  digestFor,
  digestsIn,
  startClockWorld,
  takeOn,
  toNext,
} from '../../support/digests.ts';
import { eventually } from '../../support/eventually.ts';
import { figuresAt } from '../../support/figures.ts';
import { caseIdOf } from '../../support/forms.ts';
import { freePort } from '../../support/free-port.ts';
import { BOT } from '../../support/reminded.ts';
import { shown } from '../../support/shown.ts';
import { ask, type CaseThread, settled } from '../../support/threads.ts';

const TRIAGE = 'Our triage tool is too slow and too expensive.';

/** The case of a thread. */
const refOf = ({ slack }: ClockWorld, thread: CaseThread): CaseRef => ({
  workspace: slack.teamId,
  caseId: caseIdOf(thread),
});

/** How a day's digests ended, the last day last. */
const outcomes = async ({ db }: ClockWorld): Promise<(string | null)[]> =>
  (await db.selectFrom('digest_sends').select('outcome').orderBy('day').execute()).map(
    ({ outcome }) => outcome,
  );

const settledSends = (world: ClockWorld, count: number) =>
  eventually(async () => {
    const found = await outcomes(world);
    return found.length === count && found.every((each) => each !== null) && found;
  });

describe("a channel's digest", () => {
  test('says what is left to do, what was done and snoozed stays away, and names nothing twice', async () => {
    const world = await startClockWorld();
    const { slack, db, clock, database } = world;
    const [one, two] = [await ask(slack, BOT), await ask(slack, TRIAGE)];
    await settled(slack, database);
    const by = { user: slack.user('ana').id, at: new Date(clock.now()) };
    const first = refOf(world, one);
    const yesterday = dayOf(clock.now() - DAY_MS);
    await takeOn(
      db,
      first,
      { id: 'a', what: 'Ask 50 of the 800 twice', owner: slack.user('ben').id, due: yesterday },
      by,
    );
    await decideOn(db, refOf(world, two), { what: 'Keep the small model', lookAgain: yesterday }, by);
    const channel = slack.channel('#llm-help').id;
    const digest = await digestFor(world, { kind: 'channel', channel });
    toNext(world, digest);
    const message = await slack.until(() => digestsIn(slack, channel)[0]);
    const text = shown(message);
    expect(text).toMatch(/What is left to do here/);
    expect(text).toMatch(/Step overdue: .*Ask 50 of the 800 twice.*@Ben/);
    expect(text).toMatch(/Look again: .*Keep the small model/);
    expect(text).toMatch(/Question for @Ana: /);
    expect(text).toMatch(/One open case/);
    expect(text).toMatch(/Set up by @Ana .* every day at 09:00 \(UTC\)/);
    expect(text).not.toMatch(/rag-first|start-small|comes late/);
    expect(message.text).toMatch(
      /^What is left to do here: 1 step overdue, 1 decision to look at again, 1 open question\./,
    );
    const linked = [...JSON.stringify(message.blocks).matchAll(/\/archives\/(\w+)\/p(\d+)[^|]*\|([^>]+)>/g)];
    const threads = linked.map(([, where, ts, words]) => [where, ts, words?.slice(0, 10)]);
    expect(threads).toEqual([
      [channel, one.ts.replace('.', ''), 'Ask 50 of '],
      [channel, two.ts.replace('.', ''), 'Keep the s'],
      [channel, one.ts.replace('.', ''), expect.any(String)],
    ]);
    expect(slack.pings()).toEqual([]);

    await db
      .transaction()
      .execute((trx) => endStep(trx, first, 'a', { state: 'dropped' }, { ...by, at: new Date(clock.now()) }));
    await settledSends(world, 1);
    // For a week: one day from now may be over when tomorrow's digest is put together, since the clock runs on.
    await snoozeLine(db, digest, { key: `case:${first.caseId}`, caseId: first.caseId }, 7, clock.now());
    toNext(world, await digestById(db, digest));
    const second = shown(await slack.until(() => digestsIn(slack, channel)[1]));
    expect(second).toMatch(/Step dropped by @Ana: .*Ask 50/);
    expect(second).toMatch(/Look again/);
    expect(second).not.toMatch(/Step overdue|Question for/);
  });

  test('does not come when nothing is new, and comes again when something is', async () => {
    const world = await startClockWorld();
    const { slack, db, database } = world;
    const thread = await ask(slack, BOT);
    await settled(slack, database);
    const channel = slack.channel('#llm-help').id;
    const digest = await digestFor(world, { kind: 'channel', channel });
    toNext(world, digest);
    await settledSends(world, 1);
    toNext(world, await digestById(db, digest));
    expect(await settledSends(world, 2)).toEqual(['sent', 'quiet']);
    thread.say('ana', 'We already have RAG over the policy PDFs, but it often returns the wrong page.');
    await slack.until(() => thread.replies().length > 0);
    await settled(slack, database);
    toNext(world, await digestById(db, digest));
    expect(await settledSends(world, 3)).toEqual(['sent', 'quiet', 'sent']);
    expect(shown(digestsIn(slack, channel)[1] ?? {})).toMatch(/New advice: /);
  });

  test('comes also with nothing to say where that was chosen', async () => {
    const world = await startClockWorld();
    const channel = world.slack.channel('#llm-help').id;
    toNext(world, await digestFor(world, { kind: 'channel', channel }, { skipQuiet: false }));
    expect(shown(await world.slack.until(() => digestsIn(world.slack, channel)[0]))).toMatch(
      /Nothing is left to do/,
    );
  });

  test('holds no case of another channel', async () => {
    const world = await startClockWorld();
    const { slack } = world;
    const other = slack.createChannel({
      user: 'ana',
      name: 'secret',
      kind: 'private',
      members: [slack.user('ana').id, slack.botUserId],
    });
    await ask(slack, TRIAGE, { channel: other });
    await settled(slack, world.database);
    const channel = slack.channel('#llm-help').id;
    toNext(world, await digestFor(world, { kind: 'channel', channel }));
    expect(await settledSends(world, 1)).toEqual(['quiet']);
    expect(digestsIn(slack, channel)).toEqual([]);
  });

  test('is one after a time without us, marked as late and counted so', async () => {
    const world = await startClockWorld();
    const { slack, app, clock, database, env, db } = world;
    await ask(slack, BOT);
    await settled(slack, database);
    const channel = slack.channel('#llm-help').id;
    const digest = await digestFor(world, { kind: 'channel', channel });
    const due = digest.nextRunAt?.getTime() ?? 0;
    await app.stop();
    clock.moveTo(due + 3 * DAY_MS + DAY_MS / 4);
    const port = await freePort();
    await startApp({ ...env, PORT: String(port) }, clock);
    await slack.until(() => digestsIn(slack, channel).length > 0);
    await settledSends(world, 1);
    expect(shown(digestsIn(slack, channel)[0] ?? {})).toMatch(/comes late/);
    await eventually(async () => {
      const figures = await figuresAt(port);
      const counted = ['digests_late_total', 'digests_total{outcome="sent"}'];
      return counted.every((name) => figures.get(`tune_or_not_${name}`) === 1);
    });
    expect((await digestById(db, digest))?.nextRunAt?.getTime()).toBe(due + 4 * DAY_MS);
  });

  test('that nobody reacts to asks after three whether to go on; a button, or a message in a thread it named, is a reaction', async () => {
    const world = await startClockWorld();
    const { slack, db, database, clock } = world;
    const thread = await ask(slack, BOT);
    await settled(slack, database);
    const ref = refOf(world, thread);
    const by = { user: slack.user('ana').id, at: new Date(clock.now()) };
    await takeOn(db, ref, { id: 'a', what: 'Ask 50 of the 800 twice', due: dayOf(clock.now()) }, by);
    const channel = slack.channel('#llm-help').id;
    const digest = await digestFor(world, { kind: 'channel', channel });
    const next = async (count: number): Promise<string> => {
      toNext(world, await digestById(db, digest));
      await settledSends(world, count);
      return shown(digestsIn(slack, channel)[count - 1] ?? {});
    };
    for (const count of [1, 2, 3]) expect(await next(count)).not.toMatch(/Shall I go on/);
    expect(await next(4)).toMatch(/Shall I go on\?/);
    await noteReaction(db, digest);
    for (const count of [5, 6, 7]) expect(await next(count)).not.toMatch(/Shall I go on/);
    thread.say('ana', 'We already have RAG over the policy PDFs.');
    await eventually(async () => {
      const { turn } = await db.selectFrom('cases').select('turn').executeTakeFirstOrThrow();
      return turn === 2;
    });
    await settled(slack, database);
    for (const count of [8, 9]) expect(await next(count)).not.toMatch(/Shall I go on/);
  }, 40_000);

  test('that was paused after it fell due is not sent, and goes on at its next time when resumed', async () => {
    const world = await startClockWorld();
    const { slack, db, clock } = world;
    const channel = slack.channel('#llm-help').id;
    const digest = await digestFor(world, { kind: 'channel', channel }, { skipQuiet: false });
    await pauseDigest(db, digest);
    clock.moveTo((digest.nextRunAt?.getTime() ?? 0) + 60_000);
    const resumed = await resumeDigest(db, digest, clock.now());
    expect(resumed).toMatchObject({
      state: 'on',
      nextRunAt: new Date((digest.nextRunAt?.getTime() ?? 0) + DAY_MS),
    });
    toNext(world, resumed);
    await settledSends(world, 1);
    expect(digestsIn(slack, channel)).toHaveLength(1);
  });
});

describe('a personal digest', () => {
  test('holds the steps and decisions that somebody owns, in channels that they are still in, and nothing else', async () => {
    const world = await startClockWorld();
    const { slack, db, clock, database } = world;
    const secret = slack.createChannel({
      user: 'ana',
      name: 'secret',
      kind: 'private',
      members: [slack.user('ana').id, slack.botUserId],
    });
    const ben = slack.user('ben').id;
    const by = { user: slack.user('ana').id, at: new Date(clock.now()) };
    const today = dayOf(clock.now());
    const here = refOf(world, await ask(slack, BOT));
    const there = refOf(world, await ask(slack, TRIAGE, { channel: secret }));
    await settled(slack, database);
    await takeOn(db, here, { id: 'a', what: 'Ask 50 of the 800 twice', owner: ben, due: today }, by);
    await takeOn(db, here, { id: 'b', what: 'Count the pages', owner: by.user, due: today }, by);
    await takeOn(db, there, { id: 'a', what: 'Hush', owner: ben, due: today }, by);
    await decideOn(db, here, { what: 'Keep the small model', owner: ben, lookAgain: today }, by);
    toNext(
      world,
      await digestFor(world, { kind: 'person', person: ben }, { include: ['steps', 'decisions'] }, 'ben'),
    );
    await settledSends(world, 1);
    const digest = await digestOf(db, slack.teamId, { kind: 'person', person: ben });
    const text = shown(digestsIn(slack, digest?.channel ?? '')[0] ?? {});
    expect(text).toMatch(/What waits for you/);
    expect(text).toMatch(/Ask 50 of the 800 twice/);
    expect(text).toMatch(/Keep the small model/);
    expect(text).not.toMatch(/Count the pages|Hush|open case/);
  });
});
