import type { Kysely } from 'kysely';
import { readTurn } from '../store/case-file.ts';
import type { Lease } from '../store/lease.ts';
import { noteAttempt, noteGone, type Sender } from '../store/outbox.ts';
import type { OutboxRow, Tables } from '../store/tables.ts';
import { utterRecord } from './case-record.ts';
import { isOver } from './failure-cause.ts';
import { StoredUtterance, type Utterance } from './utterance.ts';
import { CannotSpeakError, type Place, type Voice } from './voice.ts';

/** Where a message is now, and whether it turned out to be there from an attempt whose answer was lost. */
export interface Sent {
  ts: string;
  adopted: boolean;
}

/**
 * Makes Slack show what a message should say: posts it, or changes what was posted. A verdict that cannot be changed any
 * more is posted anew.
 * @throws CannotSpeakError when that will never work, LeaseLostError when the case is somebody else's by now
 */
export async function sendOnce(
  row: OutboxRow & Sender,
  lease: Lease,
  { db, voice }: { db: Kysely<Tables>; voice: Voice },
): Promise<Sent> {
  const stored = StoredUtterance.parse(row.content);
  const utterance = await utter(stored, row, db);
  const at = placeOf(row);
  if (stored.kind === 'private') {
    await voice.whisper(stored.responseUrl, at, utterance);
    return { ts: '', adopted: false };
  }
  if (stored.kind === 'unsaid' && stored.alone)
    return tellAlone(row, utterance, stored.to, at, lease, { db, voice });
  if (row.key !== 'root' && at.threadTs === undefined) throw new CannotSpeakError('no_thread');
  const ts = row.ts ?? (await lookUp(row, at, voice));
  if (ts !== undefined) {
    try {
      await voice.update(at, ts, utterance);
      return { ts, adopted: row.ts === null };
    } catch (error) {
      if (stored.kind !== 'verdict' || !isGone(error)) throw error;
      await noteGone(db, row);
    }
  }
  await noteAttempt(db, row, lease);
  return { ts: await voice.post(at, outboxKey(row), utterance), adopted: false };
}

/** Tells one person in a direct message, once. Where that is, is not noted: it belongs to no thread. */
async function tellAlone(
  row: OutboxRow,
  utterance: Utterance,
  to: string,
  at: Place,
  lease: Lease,
  { db, voice }: { db: Kysely<Tables>; voice: Voice },
): Promise<Sent> {
  const alone = { ...at, channel: await voice.direct(row.workspace, to), threadTs: undefined };
  if ((await lookUp(row, alone, voice)) === undefined) {
    await noteAttempt(db, row, lease);
    await voice.post(alone, outboxKey(row), utterance);
  }
  return { ts: '', adopted: false };
}

const isGone = (error: unknown): boolean => error instanceof CannotSpeakError && isOver(error.reason);

/** Where a message of ours belongs: the root in its channel, everything else in the thread. */
export const placeOf = (row: OutboxRow & Pick<Sender, 'thread_ts'>): Place => ({
  workspace: row.workspace,
  caseId: row.case_id,
  channel: row.channel,
  threadTs: row.key === 'root' ? undefined : (row.thread_ts ?? undefined),
});

/** Where a message is that an earlier attempt got through after all. */
export async function lookUp(row: OutboxRow, at: Place, voice: Voice): Promise<string | undefined> {
  if (!row.attempted_at) return undefined;
  return voice.find(at, outboxKey(row), row.attempted_at);
}

/** The name under which a message can be found in Slack. */
export const outboxKey = (row: Pick<OutboxRow, 'case_id' | 'key'>): string => `${row.case_id}/${row.key}`;

async function utter(
  stored: StoredUtterance,
  row: OutboxRow & Sender,
  db: Kysely<Tables>,
): Promise<Utterance> {
  if (stored.kind === 'root' || stored.kind === 'reply') return stored;
  if (stored.kind === 'said' || stored.kind === 'stopped') return stored;
  if (stored.kind === 'unsaid') return { ...stored, channel: row.channel };
  const ref = { workspace: row.workspace, caseId: row.case_id };
  if (stored.kind !== 'verdict' && stored.kind !== 'private' && stored.kind !== 'told')
    return utterRecord(stored, ref, db);
  const { assessment, summary, curator, model, following } = row;
  if (assessment === null || curator === null) throw new CannotSpeakError('forgotten');
  const turn = readTurn({ assessment, summary, curator, model });
  if (stored.kind === 'told') return { ...stored, assessment: turn.assessment };
  const verdict = { kind: 'verdict' as const, ...turn, following, decided: row.decided === true };
  return stored.kind === 'private'
    ? { kind: 'private', verdict: { ...verdict, notes: [] }, reason: stored.reason }
    : { ...verdict, notes: stored.notes };
}
