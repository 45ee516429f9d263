import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { DAY_MS } from '../clock.ts';
import {
  type DigestRow,
  type DigestValues,
  deleteDigest,
  findDigest,
  insertDigest,
  loadDigest,
  noteAnswered,
  replaceDigest,
  snooze,
  switchOff,
  switchOn,
} from '../store/digests.ts';
import type { Tables } from '../store/tables.ts';
import { WEEKDAYS } from './calendar.ts';
import type { Digest, DigestRef, DigestTarget } from './digest.ts';
import { nextRun } from './schedule.ts';
import { type DigestSettings, PARTS } from './settings.ts';

type Db = Kysely<Tables>;

/** Who changes a digest, and when. */
export interface ChangedBy {
  user: string;
  /** Milliseconds since 1970, by the app's clock. */
  at: number;
  /** Their time zone, where it is known: a digest that has it moves with them. */
  zone?: string | undefined;
}

/** The digest of a channel or a person; undefined where there is none. */
export async function digestOf(db: Db, workspace: string, target: DigestTarget): Promise<Digest | undefined> {
  const row = await findDigest(db, workspace, columnsOf(target));
  return row && toDigest(row);
}

/** One digest by its id; undefined when it was stopped by hand or forgotten. */
export async function digestById(db: Db, ref: DigestRef): Promise<Digest | undefined> {
  const row = await loadDigest(db, ref);
  return row && toDigest(row);
}

/**
 * Sets up the digest of a channel or a person. Where there is one already, it is changed and goes on; what it showed and
 * what was snoozed is still known.
 */
export async function setUpDigest(
  db: Db,
  workspace: string,
  target: DigestTarget,
  settings: DigestSettings,
  by: ChangedBy,
): Promise<Digest> {
  // Somebody else may set it up, change it or stop it at the same moment; then it is looked at again.
  for (;;) {
    const found = await findDigest(db, workspace, columnsOf(target));
    if (found) {
      const changed = await changeDigest(db, found, found.version, settings, by);
      if (typeof changed === 'object') return changed;
    } else {
      const ref = { workspace, id: randomUUID().replaceAll('-', '') };
      await insertDigest(db, ref, columnsOf(target), valuesOf(settings, by));
      const made = await digestById(db, ref);
      if (made) return made;
    }
  }
}

/**
 * Changes a digest, and switches it on. Who changes it has set it up from then on.
 * @param version that of the digest as who changes it saw it
 * @returns the digest; `changed` when somebody else changed it meanwhile and nothing was written; `gone` when it is not there
 */
export async function changeDigest(
  db: Db,
  ref: DigestRef,
  version: number,
  settings: DigestSettings,
  by: ChangedBy,
): Promise<Digest | 'changed' | 'gone'> {
  const before = await loadDigest(db, ref);
  if (!before) return 'gone';
  const done = await replaceDigest(db, ref, version, valuesOf(settings, by, before));
  const after = await digestById(db, ref);
  if (!after) return 'gone';
  return done ? after : 'changed';
}

/** Pauses a digest. What is being sent at this moment may still come. */
export const pauseDigest = (db: Db, ref: DigestRef): Promise<void> => switchOff(db, ref, { state: 'paused' });

/** Lets a paused or stopped digest go on, with its next time. @returns undefined when it is not there (any more) */
export async function resumeDigest(db: Db, ref: DigestRef, at: number): Promise<Digest | undefined> {
  const found = await digestById(db, ref);
  if (!found || found.state === 'on') return found;
  await switchOn(db, ref, new Date(nextRun(found.settings, at, found.lastDay).at));
  return digestById(db, ref);
}

/** Stops a digest: it is deleted, with what was snoozed in it. What it posted stays in Slack. */
export const stopDigest = (db: Db, ref: DigestRef): Promise<void> => deleteDigest(db, ref);

/** Notes that somebody reacted to a digest: pressed something in it. Messages in its threads are seen by themselves. */
export const noteReaction = (db: Db, ref: DigestRef): Promise<void> => noteAnswered(db, ref);

/**
 * Keeps a line away from a digest for some days. One that comes every day leaves it out once for one day.
 * @param line `key` and `caseId` as the line's menu names them
 * @param at milliseconds since 1970, by the app's clock
 */
export const snoozeLine = (
  db: Db,
  ref: DigestRef,
  line: { key: string; caseId: string },
  days: 1 | 7,
  at: number,
): Promise<void> => snooze(db, ref, line, new Date(at + days * DAY_MS));

/** A digest from the row that holds it. */
export function toDigest(row: DigestRow): Digest {
  return {
    workspace: row.workspace,
    id: row.id,
    target: targetOf(row),
    channel: row.channel ?? undefined,
    settings: {
      days: z.array(z.enum(WEEKDAYS)).parse(row.days),
      time: row.time,
      zone: row.zone,
      include: z.array(z.enum(PARTS)).parse(row.include),
      skipQuiet: row.skip_quiet,
    },
    movesWithOwner: row.set_up_by !== '' && row.own_zone_at?.getTime() === row.set_up_at.getTime(),
    setUpBy: row.set_up_by,
    setUpAt: row.set_up_at,
    state: row.state,
    stoppedBecause: row.stopped_because ?? undefined,
    nextRunAt: row.next_run_at ?? undefined,
    lastSentAt: row.last_sent_at ?? undefined,
    lastDay: row.last_day ?? undefined,
    unanswered: row.unanswered,
    version: row.version,
  };
}

const targetOf = ({ kind, channel, person }: DigestRow): DigestTarget =>
  kind === 'channel' ? { kind, channel: channel ?? '' } : { kind, person: person ?? '' };

const columnsOf = (target: DigestTarget): Pick<DigestRow, 'kind' | 'channel' | 'person'> =>
  target.kind === 'channel'
    ? { kind: 'channel', channel: target.channel, person: null }
    : { kind: 'person', channel: null, person: target.person };

const valuesOf = (settings: DigestSettings, by: ChangedBy, before?: DigestRow): DigestValues => ({
  days: [...settings.days],
  time: settings.time,
  zone: settings.zone,
  include: [...settings.include],
  skip_quiet: settings.skipQuiet,
  set_up_by: by.user,
  set_up_at: new Date(by.at),
  own_zone_at: isOwnZone(settings.zone, by, before) ? new Date(by.at) : null,
  next_run_at: new Date(nextRun(settings, by.at, before?.last_day ?? undefined).at),
});

/** Whether a zone is that of who chose it. While theirs is not known, a digest that moved with them goes on doing so. */
function isOwnZone(zone: string, by: ChangedBy, before: DigestRow | undefined): boolean {
  if (by.zone !== undefined) return zone === by.zone;
  if (before === undefined || before.set_up_by !== by.user || before.zone !== zone) return false;
  return toDigest(before).movesWithOwner;
}
