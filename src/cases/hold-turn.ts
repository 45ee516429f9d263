import { holdItems } from '../store/held.ts';
import type { InboxItem } from '../store/inbox.ts';
import type { Lease } from '../store/lease.ts';
import type { CaseWork } from './case-work.ts';
import type { StoredUtterance } from './utterance.ts';

/** Whether Stop was pressed after all that waits: then nothing of it is read now. */
export const endsWithStop = (items: readonly InboxItem[]): boolean => items.at(-1)?.body.kind === 'stop';

/** Leaves what waits until somebody goes on, and says so once for each time that Stop was pressed. */
export const holdTurn = (lease: Lease, channel: string, { db, clock }: CaseWork): Promise<void> =>
  holdItems(db, lease, new Date(clock.now()), (stops) => {
    const last = stops.at(-1);
    if (last?.body.kind !== 'stop') return [];
    const content: StoredUtterance = { kind: 'stopped', by: last.body.user };
    return [{ key: `stopped:${last.id}`, channel, content }];
  });
