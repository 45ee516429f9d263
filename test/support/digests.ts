import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type MovableClock, movableClock, systemClock } from '../../src/clock.ts';
import type { Digest, DigestTarget } from '../../src/digest/digest.ts';
import { setUpDigest } from '../../src/digest/digests.ts';
import { type DigestSettings, USUAL_PARTS } from '../../src/digest/settings.ts';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import type { Message } from '../../src/sandbox/wire/message.ts';
import type { CaseRef } from '../../src/store/case-ref.ts';
import { addDecision } from '../../src/store/decisions.ts';
import { writeInbounds } from '../../src/store/inbox.ts';
import { takeLease } from '../../src/store/lease.ts';
import { saveTurn } from '../../src/store/save-turn.ts';
import { addStep } from '../../src/store/steps.ts';
import type { Tables } from '../../src/store/tables.ts';
import { startWorld, type World } from './app.ts';
import { turnOf } from './assessed.ts';
import { mentioned } from './inbounds.ts';
import { open } from './test-database.ts';

export const DAY_MS = 24 * 60 * 60 * 1000;

export const EVERY_DAY: DigestSettings = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  time: '09:00',
  zone: 'UTC',
  include: USUAL_PARTS,
  skipQuiet: true,
};

/** A Slack and the app in it that go by one clock, which the test moves. */
export interface ClockWorld extends World {
  clock: MovableClock;
  db: Kysely<Tables>;
  /** Moves the clock to a time; the app sends what is due by then. */
  moveTo(at: number): void;
}

export async function startClockWorld(options: Parameters<typeof startWorld>[0] = {}): Promise<ClockWorld> {
  const clock = movableClock(systemClock);
  const world = await startWorld({ ...options, appClock: clock, now: clock.now });
  const { db } = await open(world.database, 3);
  return {
    ...world,
    clock,
    db,
    moveTo: (at) => {
      clock.moveTo(at);
      world.slack.clockMoved();
    },
  };
}

/** Sets up a digest as somebody does. */
export const digestFor = (
  { db, slack, clock }: Pick<ClockWorld, 'db' | 'slack' | 'clock'>,
  target: DigestTarget,
  settings: Partial<DigestSettings> = {},
  user = 'ana',
): Promise<Digest> =>
  setUpDigest(
    db,
    slack.teamId,
    target,
    { ...EVERY_DAY, ...settings },
    { user: slack.user(user).id, at: clock.now() },
  );

/** Moves the clock to the next time that a digest is due. @returns that time */
export function toNext({ moveTo }: ClockWorld, digest: Digest | undefined): number {
  const at = digest?.nextRunAt?.getTime();
  if (at === undefined) throw new Error('The digest is not on.');
  moveTo(at);
  return at;
}

/** The digests posted in a channel, oldest first. */
export const digestsIn = (slack: Sandbox, channel: string): Message[] =>
  slack
    .messages(channel)
    .filter(({ metadata }) => String(metadata?.event_payload.key ?? '').startsWith('digest/'));

/** A case as reading a message makes it, without Slack. */
export async function makeCase(
  db: Kysely<Tables>,
  {
    text,
    at,
    channel = 'C1',
    workspace = 'T1',
    by = 'U1',
  }: { text: string; at: Date; channel?: string; workspace?: string; by?: string },
): Promise<CaseRef> {
  const caseId = randomUUID();
  const threadTs = `${Math.floor(at.getTime() / 1000)}.${String(Math.floor(Math.random() * 1e6)).padStart(6, '0')}`;
  await writeInbounds(db, [
    mentioned(threadTs, text, {
      workspace,
      channel,
      at: at.getTime(),
      opening: { caseId, openedBy: by, origin: 'mention' },
    }),
  ]);
  const ref = { workspace, caseId };
  const lease = await takeLease(db, ref);
  if (!lease) throw new Error('The lease could not be taken.');
  await saveTurn(db, lease, await turnOf([text], at, { gatherMs: 0 }));
  await db.deleteFrom('inbox').where('case_id', '=', caseId).execute();
  await db.updateTable('cases').set({ lease: null, leased_until: null }).where('id', '=', caseId).execute();
  return ref;
}

/** Somebody takes a step on. */
export const takeOn = (
  db: Kysely<Tables>,
  ref: CaseRef,
  step: { id: string; what: string; owner?: string; due?: string },
  by: { user: string; at: Date },
): Promise<void> =>
  db
    .transaction()
    .execute((trx) =>
      addStep(
        trx,
        ref,
        { owner: undefined, due: undefined, measure: '', pass: '', fact: undefined, passages: [], ...step },
        by,
      ),
    );

/** A team decides something. */
export const decideOn = async (
  db: Kysely<Tables>,
  ref: CaseRef,
  decision: { what: string; owner?: string; lookAgain?: string },
  by: { user: string; at: Date },
): Promise<string> => {
  const { assessment } = await turnOf(['Our support bot makes up refund rules.'], by.at);
  return db.transaction().execute((trx) =>
    addDecision(trx, ref, {
      route: undefined,
      why: 'It is so.',
      owner: undefined,
      lookAgain: undefined,
      ...decision,
      assessment,
      decidedBy: by.user,
      decidedAt: by.at,
    }),
  );
};
