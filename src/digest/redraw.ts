import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { CaseRef } from '../store/case-ref.ts';
import { type EndedLines, noteEnds, noteNamed, noteSnoozed } from '../store/digest-ends.ts';
import type { Tables } from '../store/tables.ts';
import type { DigestRef } from './digest.ts';
import type { DigestChange, DigestVoice } from './digest-voice.ts';

/** What redrawing digests needs. */
export interface Redrawing {
  db: Kysely<Tables>;
  digestVoice: Pick<DigestVoice, 'redraw'>;
  log: Logger;
}

/** So many digests are redrawn: the latest, which people still look at. */
const MOST = 3;

/**
 * Draws digests anew whose lines came to an end in a case, so that they do not offer what is done. It is a courtesy and
 * never fails: where it does not work, the menu says that it is over.
 */
export const redrawEnded = (ref: CaseRef, work: Redrawing): Promise<void> =>
  redraw(() => noteEnds(work.db, ref, MOST), work);

/** Draws digests anew in which a line was snoozed. It never fails. @param line names it, as its menu does */
export const redrawSnoozed = (
  digest: DigestRef,
  line: { key: string },
  days: 1 | 7,
  work: Redrawing,
): Promise<void> =>
  redraw(
    () => noteSnoozed(work.db, digest, line.key, days === 1 ? 'snoozed-day' : 'snoozed-week', MOST),
    work,
  );

/** Shows who answered whether a digest is to go on, in place of the question. It never fails. */
export const redrawAnswered = (
  message: { workspace: string; channel: string; ts: string },
  answered: Pick<Extract<DigestChange, { kind: 'answered' }>, 'by' | 'answer'>,
  { db, digestVoice, log }: Redrawing,
): Promise<void> =>
  quietly(log, async () => {
    await noteNamed(db, message, answered.by);
    await digestVoice.redraw(message, { kind: 'answered', ...answered });
  });

const redraw = (find: () => Promise<readonly EndedLines[]>, { digestVoice, log }: Redrawing): Promise<void> =>
  quietly(log, async () => {
    for (const { workspace, digest, channel, ts, ended } of await find())
      await digestVoice.redraw({ workspace, channel, ts }, { kind: 'ended', digest, ended });
  });

async function quietly(log: Logger, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.warn({ why: error instanceof Error ? error.message : '' }, 'a digest could not be drawn anew');
  }
}
