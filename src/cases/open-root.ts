import type { CaseFile } from '../store/case-file.ts';
import { loadCaseRow } from '../store/case-row.ts';
import type { InboxItem } from '../store/inbox.ts';
import type { Lease } from '../store/lease.ts';
import { outgoing, putOutgoing } from '../store/outbox.ts';
import type { CaseWork } from './case-work.ts';
import { deliver } from './deliver.ts';
import { StoredUtterance } from './utterance.ts';

/** The thread's root: where it is, if it is there, or why it never will be. */
export interface Root {
  threadTs: string | undefined;
  /** What our root says, when the root is ours. */
  ours: Extract<StoredUtterance, { kind: 'root' }> | undefined;
  failed: string | undefined;
  /** Whether it was posted just now, or could not be: that took a while. */
  justPosted: boolean;
}

/**
 * Posts the root of a case that began with a command or a form, before anything is read, so that the asker sees at once
 * that the question arrived. A mention or a direct message is a root by itself.
 */
export async function openRoot(
  items: readonly InboxItem[],
  file: CaseFile,
  lease: Lease,
  work: CaseWork,
): Promise<Root> {
  const opening = items.map(({ body }) => body).find((body) => body.kind === 'open');
  const justPosted = opening?.kind === 'open' && opening.ts === undefined;
  if (justPosted) {
    const { user, text, responseUrl } = opening;
    const content: StoredUtterance = {
      kind: 'root',
      asker: user,
      text,
      ...(responseUrl ? { responseUrl } : {}),
    };
    await putOutgoing(work.db, lease, [{ key: 'root', channel: file.row.channel, content }]);
    await deliver(lease, work);
  }
  // The message that opens a case is its root, where it is one that people see.
  if (file.row.turn === 0 && opening && !justPosted)
    return { threadTs: file.row.thread_ts ?? undefined, ours: undefined, failed: undefined, justPosted };
  const stored = await outgoing(work.db, lease, 'root');
  const row = justPosted ? await loadCaseRow(work.db, lease) : file.row;
  return {
    threadTs: row?.thread_ts ?? undefined,
    ours: stored && asRoot(stored.content),
    // One that was posted and then deleted by somebody has its thread all the same.
    failed: stored?.ts ? undefined : (stored?.failed ?? undefined),
    justPosted,
  };
}

function asRoot(content: unknown): Root['ours'] {
  const stored = StoredUtterance.parse(content);
  return stored.kind === 'root' ? stored : undefined;
}
