import { createHash } from 'node:crypto';
import type { Inbound, InboxBody } from '../../src/store/inbound.ts';

const AT = Date.UTC(2026, 10, 20, 12);

/** A case id that follows from a name. */
export function caseId(name: string): string {
  const hash = createHash('sha256').update(name).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

type Changes = Partial<Omit<Inbound, 'body'>>;

/** `/finetune` with some text; the name stands for its trigger. */
export const commanded = (
  name: string,
  text = 'We plan to train a model.',
  changes: Changes = {},
): Inbound => ({
  workspace: 'T1',
  eventKey: `command:${name}`,
  channel: 'C1',
  threadTs: undefined,
  opening: { caseId: caseId(name), openedBy: 'U1', origin: 'command' },
  body: { kind: 'open', user: 'U1', text, at: AT, midThread: false },
  at: AT,
  ...changes,
});

/** A mention that is, or continues, a thread. */
export const mentioned = (threadTs: string, text = 'Should we train?', changes: Changes = {}): Inbound => ({
  workspace: 'T1',
  eventKey: `mention:${threadTs}`,
  channel: 'C1',
  threadTs,
  opening: { caseId: caseId(threadTs), openedBy: 'U1', origin: 'mention' },
  body: { kind: 'open', user: 'U1', text, at: AT, ts: threadTs, midThread: false },
  at: AT,
  ...changes,
});

/** A message in a thread. */
export const replied = (
  threadTs: string,
  ts: string,
  text = 'We have RAG.',
  changes: Changes = {},
): Inbound => ({
  ...inThread(threadTs, `message:${ts}`, {
    kind: 'message',
    message: { ts, user: 'U1', text },
    mentioned: false,
  }),
  ...changes,
});

/** Anything else that happens in a thread. */
export const inThread = (threadTs: string, eventKey: string, body: InboxBody): Inbound => ({
  workspace: 'T1',
  eventKey,
  channel: 'C1',
  threadTs,
  opening: undefined,
  body,
  at: AT,
});
