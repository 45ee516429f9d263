import { gathersFor } from '../store/gather.ts';
import type { InboxItem } from '../store/inbox.ts';
import type { Lease } from '../store/lease.ts';
import type { CaseWork } from './case-work.ts';

/** What people say and take back. Who presses a button or sends a form waits for it, and is not kept waiting. */
const TALK = new Set(['open', 'message', 'edit', 'delete']);

/**
 * How many milliseconds what waits is left to gather, so that five messages are one update; none when it is to be read
 * now. The first words of a case are never left waiting.
 */
export const gathering = async (
  items: readonly InboxItem[],
  lease: Lease,
  { db }: CaseWork,
): Promise<number> => (items.every(({ body }) => TALK.has(body.kind)) ? gathersFor(db, lease) : 0);
