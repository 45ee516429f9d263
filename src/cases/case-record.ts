import type { Kysely } from 'kysely';
import { loadTurn } from '../store/case-file.ts';
import type { CaseRef } from '../store/case-ref.ts';
import { loadCaseRow } from '../store/case-row.ts';
import { loadDecisions } from '../store/decisions.ts';
import { loadSteps } from '../store/steps.ts';
import type { Tables } from '../store/tables.ts';
import type { CaseRecord, RecordUtterance, StoredRecord } from './record-utterances.ts';
import { CannotSpeakError } from './voice.ts';

/** All there is of a case; undefined when it is not there (any more), or was never assessed. */
export async function loadCaseRecord(db: Kysely<Tables>, ref: CaseRef): Promise<CaseRecord | undefined> {
  const row = await loadCaseRow(db, ref);
  const turn = row && (await loadTurn(db, ref, row.turn));
  if (!turn) return undefined;
  const [decisions, steps] = await Promise.all([loadDecisions(db, ref), loadSteps(db, ref)]);
  return {
    openedAt: row.opened_at,
    threadTs: row.thread_ts ?? undefined,
    assessment: turn.assessment,
    decisions,
    steps,
  };
}

/** Looks up what a message shows. @throws CannotSpeakError when that is not kept any more */
export async function utterRecord(
  stored: StoredRecord,
  ref: CaseRef,
  db: Kysely<Tables>,
): Promise<RecordUtterance> {
  if (stored.kind === 'no-export') return stored;
  const record = await loadCaseRecord(db, ref);
  if (!record) throw new CannotSpeakError('forgotten');
  switch (stored.kind) {
    case 'plan':
      if (record.steps.length === 0) throw new CannotSpeakError('forgotten');
      return { kind: 'plan', steps: record.steps, assessment: record.assessment };
    case 'decision': {
      const at = record.decisions.findIndex(({ id }) => id === stored.decision);
      const decision = record.decisions[at];
      if (!decision) throw new CannotSpeakError('forgotten');
      return { kind: 'decision', decision, before: record.decisions[at + 1] };
    }
    case 'export':
      return { ...stored, record };
  }
}
