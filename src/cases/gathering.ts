import type { InboxItem } from '../store/inbox.ts';

/** What people say and take back. Who presses a button or sends a form waits for it, and is not kept waiting. */
const TALK = new Set(['open', 'message', 'edit', 'delete']);

/** Whether what waits may be left to gather, while the case does, so that five messages are one update. */
export const mayGather = (items: readonly InboxItem[]): boolean =>
  items.every(({ body }) => TALK.has(body.kind));
