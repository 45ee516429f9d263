import type { Kysely } from 'kysely';
import type { CaseRef } from '../store/case-ref.ts';
import { putOutgoing } from '../store/outbox.ts';
import type { OutboxRow, Tables } from '../store/tables.ts';
import { StoredUtterance } from './utterance.ts';

/** A file is tried so often (about ten seconds); then its text is offered in another way. */
export const MOST_UPLOADS = 4;

export const isExport = (key: string): boolean => key.startsWith('export:');

/** Where the case could not be posted as a file, says so in the thread, with a button that shows its text. */
export async function offerText(
  db: Kysely<Tables>,
  ref: CaseRef,
  row: OutboxRow,
  reason: string,
): Promise<void> {
  const stored = StoredUtterance.parse(row.content);
  if (stored.kind !== 'export') return;
  const content: StoredUtterance = { kind: 'no-export', by: stored.by, reason };
  await putOutgoing(db, ref, [{ key: `no-export:${stored.at}`, channel: row.channel, content }]);
}
