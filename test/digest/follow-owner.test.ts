import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Kysely, sql } from 'kysely';
import { pino } from 'pino';
import { WEEKDAYS, weekdayOf } from '../../src/digest/calendar.ts';
import type { Digest } from '../../src/digest/digest.ts';
import {
  changeDigest,
  digestById,
  pauseDigest,
  resumeDigest,
  setUpDigest,
  stopDigest,
} from '../../src/digest/digests.ts';
import { moveTo, ownerMoved } from '../../src/digest/follow-owner.ts';
import { localTime } from '../../src/digest/local-time.ts';
import type { Schedule } from '../../src/digest/schedule.ts';
import { takeDue } from '../../src/digest/take-due.ts';
import { migrateJobs } from '../../src/jobs/worker.ts';
import type { Tables } from '../../src/store/tables.ts';
import { capturedLog } from '../support/captured-log.ts';
import { EVERY_DAY } from '../support/digests.ts';
import { createDatabase, open } from '../support/test-database.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A Monday; 8 o'clock in Lisbon, and 17 o'clock in Tokyo. */
const MONDAY = Date.UTC(2026, 10, 23, 8);
const LISBON = 'Europe/Lisbon';
const ANA = { workspace: 'T1', person: 'U1' };
const BY = { user: 'U1', at: MONDAY, zone: LISBON };
const SETTINGS = { ...EVERY_DAY, zone: LISBON };

let db: Kysely<Tables>;
beforeEach(async () => {
  const database = await open(await createDatabase());
  await migrateJobs(database.pool, pino({ level: 'silent' }));
  db = database.db;
});

const setUp = (channel = 'C1', by: Parameters<typeof setUpDigest>[4] = BY): Promise<Digest> =>
  setUpDigest(db, 'T1', { kind: 'channel', channel }, SETTINGS, by);
async function now(digest: Digest): Promise<{ zone: string; next: string | undefined }> {
  const found = await digestById(db, digest);
  return { zone: found?.settings.zone ?? '', next: found?.nextRunAt?.toISOString().slice(0, 16) };
}

const IN_LISBON = { zone: LISBON, next: '2026-11-23T09:00' };

describe('a digest in the zone of who set it up', () => {
  test('moves with them, to its next time there', async () => {
    const digest = await setUp();
    expect(digest.movesWithOwner).toBe(true);
    await moveTo(db, ANA, 'America/New_York', MONDAY);
    expect(await now(digest)).toEqual({ zone: 'America/New_York', next: '2026-11-23T14:00' });
    // There it was nine already.
    await moveTo(db, ANA, 'Asia/Tokyo', MONDAY);
    expect(await now(digest)).toEqual({ zone: 'Asia/Tokyo', next: '2026-11-24T00:00' });
    expect(await digestById(db, digest)).toMatchObject({ movesWithOwner: true, version: 3 });
  });

  test('does not come again on a date that had it, also where that date goes on', async () => {
    const digest = await setUp();
    await takeDue(db, MONDAY + HOUR_MS);
    await moveTo(db, ANA, 'Pacific/Honolulu', MONDAY + 2 * HOUR_MS);
    expect(await now(digest)).toEqual({ zone: 'Pacific/Honolulu', next: '2026-11-24T19:00' });
  });

  test('moves while it is paused, and goes on there', async () => {
    const digest = await setUp();
    await pauseDigest(db, digest);
    await moveTo(db, ANA, 'Asia/Tokyo', MONDAY);
    expect(await now(digest)).toEqual({ zone: 'Asia/Tokyo', next: undefined });
    await resumeDigest(db, digest, MONDAY);
    expect(await now(digest)).toEqual({ zone: 'Asia/Tokyo', next: '2026-11-24T00:00' });
  });

  test('still does so when they change it while their zone is not known; not when somebody else does', async () => {
    const digest = await setUp();
    const unknown = { user: 'U1', at: MONDAY + 1 };
    expect(await changeDigest(db, digest, 1, SETTINGS, unknown)).toMatchObject({ movesWithOwner: true });
    const bens = { user: 'U2', at: MONDAY + 2 };
    expect(await changeDigest(db, digest, 2, SETTINGS, bens)).toMatchObject({ movesWithOwner: false });
  });
});

describe('a digest stays where it is', () => {
  test('when its zone was chosen by hand, also one that was theirs before', async () => {
    const chosen = await setUp('C1', { ...BY, zone: 'Asia/Tokyo' });
    const digest = await setUp('C2');
    const byHand = { ...SETTINGS, zone: 'Europe/Berlin' };
    await changeDigest(db, digest, 1, byHand, { ...BY, at: MONDAY + 1 });
    await moveTo(db, ANA, 'America/New_York', MONDAY);
    expect(await now(chosen)).toEqual(IN_LISBON);
    expect(await now(digest)).toEqual({ zone: 'Europe/Berlin', next: '2026-11-24T08:00' });
  });

  test('when it is somebody else, here or in another workspace, who moves; or who set it up is forgotten', async () => {
    const digest = await setUp();
    await moveTo(db, { ...ANA, person: 'U2' }, 'Asia/Tokyo', MONDAY);
    await moveTo(db, { ...ANA, workspace: 'T2' }, 'Asia/Tokyo', MONDAY);
    expect(await now(digest)).toEqual(IN_LISBON);
    await db.updateTable('digests').set({ set_up_by: '' }).execute();
    expect(await digestById(db, digest)).toMatchObject({ movesWithOwner: false });
  });

  test('when it was set up or changed by an older replica, which knows of no moving', async () => {
    const digest = await setUp();
    await sql`
      update digests set zone = 'Europe/Berlin', set_up_by = 'U1', set_up_at = ${new Date(MONDAY + 1)},
        version = version + 1`.execute(db);
    await sql`
      insert into digests (workspace, id, kind, channel, days, time, zone, include, skip_quiet, set_up_by, set_up_at, next_run_at)
      select workspace, 'older', kind, 'C2', days, time, ${LISBON}, include, skip_quiet, set_up_by, set_up_at, next_run_at
      from digests`.execute(db);
    await moveTo(db, ANA, 'America/New_York', MONDAY);
    expect((await now(digest)).zone).toBe('Europe/Berlin');
    expect((await now({ ...digest, id: 'older' })).zone).toBe(LISBON);
  });

  test('when the platform tells no zone, or one that there is not; that is logged, without what it told', async () => {
    const digest = await setUp();
    const { log, text } = capturedLog();
    for (const told of [undefined, '', 'CST', 'Mars/Base of Ana'])
      await ownerMoved(db, ANA, told, { now: MONDAY, log });
    await ownerMoved(db, { ...ANA, person: 'U2' }, 'Mars/Base', { now: MONDAY, log });
    expect(await now(digest)).toEqual(IN_LISBON);
    expect(text().match(/time zone that the platform gives/g)).toHaveLength(2);
    expect(text()).toContain(digest.id);
    expect(text()).not.toMatch(/Mars|CST|U1/);
    await ownerMoved(db, ANA, 'america/new_york', { now: MONDAY, log });
    expect((await now(digest)).zone).toBe('America/New_York');
  });
});

const Zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
const QUARTER_MS = 15 * MINUTE_MS;
const Time = fc
  .tuple(fc.nat(23), fc.constantFrom('00', '15', '30', '45'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
const Stay = fc.record({ zone: Zone, quarters: fc.integer({ min: 1, max: 5 * 96 }) });

test('wherever its owner goes, it comes at the chosen local time of the zone they are in, on chosen days, once on every date whose time comes while they are there, and never twice on one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(Stay, { minLength: 2, maxLength: 5 }),
      Time,
      fc.subarray([...WEEKDAYS], { minLength: 1 }),
      fc.integer({ min: 0, max: 400 * 96 }),
      async (stays, time, days, start) => {
        let at = Date.UTC(2026, 0, 1) + start * QUARTER_MS;
        let wanted: Schedule = { days, time, zone: stays[0]?.zone ?? 'UTC' };
        const by = { user: 'U1', at, zone: wanted.zone };
        const target = { kind: 'person', person: 'U1' } as const;
        const digest = await setUpDigest(db, 'T1', target, { ...EVERY_DAY, ...wanted }, by);
        const came: string[] = [];
        for (const { zone, quarters } of stays) {
          await moveTo(db, ANA, zone, at);
          wanted = { ...wanted, zone };
          const until = at + quarters * QUARTER_MS;
          const done = came.at(-1) ?? '';
          const here: string[] = [];
          for (;;) {
            const found = await digestById(db, digest);
            expect(found?.settings.zone).toBe(zone);
            const next = found?.nextRunAt?.getTime() ?? 0;
            expect(next).toBeGreaterThan(at);
            if (next > until) break;
            expect(await takeDue(db, next)).toBe(1);
            const day = (await digestById(db, digest))?.lastDay ?? '';
            expect(days).toContain(weekdayOf(day));
            expect(comesAt(next, day, wanted)).toBe(true);
            here.push(day);
            at = next;
          }
          came.push(...here);
          for (const day of daysWithTime(wanted, until - quarters * QUARTER_MS, until))
            if (day > done) expect(here).toContain(day);
          at = until;
        }
        expect(came).toEqual([...new Set(came)].sort());
        await stopDigest(db, digest);
      },
    ),
    { numRuns: 20 },
  );
});

/** Whether a moment is the chosen time on a day, or the first after the gap that swallows it. */
function comesAt(at: number, day: string, { time, zone }: Schedule): boolean {
  const shown = localTime(at, zone);
  if (shown.day === day && shown.time === time) return true;
  const before = localTime(at - MINUTE_MS, zone);
  const wanted = `${day} ${time}`;
  return `${before.day} ${before.time}` < wanted && `${shown.day} ${shown.time}` > wanted;
}

/** The chosen days on which clocks show the chosen time after one moment and until another. */
function daysWithTime({ days, time, zone }: Schedule, after: number, until: number): Set<string> {
  const found = new Set<string>();
  for (let at = after + QUARTER_MS; at <= until; at += QUARTER_MS) {
    const shown = localTime(at, zone);
    if (shown.time !== time || !days.includes(weekdayOf(shown.day))) continue;
    // What comes twice came the first time.
    const isSecond = [2, 4, 8].some((quarters) => {
      const earlier = localTime(at - quarters * QUARTER_MS, zone);
      return earlier.day === shown.day && earlier.time === time;
    });
    if (!isSecond) found.add(shown.day);
  }
  return found;
}
