import type { CaseFile } from '../store/case-file.ts';
import type { Conversation } from '../store/conversations.ts';
import type { InboxBody } from '../store/inbound.ts';
import type { InboxItem } from '../store/inbox.ts';
import { type Applied, applyItems } from './apply-items.ts';
import type { CaseWork } from './case-work.ts';
import type { Place } from './voice.ts';

/** A case that is opened so late may have missed what was said in its thread meanwhile: it belonged to no case then. */
const LATE_MS = 5_000;

/** What was said before a turn and after it. */
export interface Said extends Applied {
  before: Conversation;
  notes: string[];
}

/** The conversation with what arrived; in the middle of a thread, also with what was said before we came. */
export async function whatWasSaid(
  items: readonly InboxItem[],
  at: Place,
  { row, statements }: CaseFile,
  work: CaseWork,
): Promise<Said> {
  const { following } = row;
  const known = (await work.conversations.get(at)) ?? [];
  const toAssess = items.some(({ body }) => body.kind === 'assess');
  const calledIn = toAssess || items.some(({ body }) => body.kind === 'open' && body.midThread);
  const late =
    row.turn === 0 && at.threadTs !== undefined && work.clock.now() - row.opened_at.getTime() > LATE_MS;
  if (!toAssess && (known.length > 0 || !(calledIn || late)))
    return { ...applyItems(known, items, { following }), before: known, notes: [] };
  const { messages, missing } = await work.voice.thread(at);
  const here = new Set([...known.map(({ ts }) => ts), ...items.map(({ body }) => tsOf(body))]);
  const gone = new Set(items.flatMap(({ body }) => (body.kind === 'delete' ? [body.ts] : [])));
  const stated = new Set(statements.map(({ evidence }) => evidence.message));
  // After the first turn our copy may be lost: then it was read before, unless nobody was to read it.
  const wasRead = (ts: string) => row.turn > 0 && (!toAssess || stated.has(ts));
  const seen: Conversation = messages
    .filter(({ ts }) => !here.has(ts) && !gone.has(ts))
    .map((message) => ({ ...message, at: Number(message.ts) * 1000, read: wasRead(message.ts) }));
  const before = [...known, ...seen];
  const applied = applyItems(before, items, { following });
  // What we missed was said to us; what was said before we were called in was not.
  return calledIn
    ? { ...applied, before, notes: missing === undefined ? [] : [missing] }
    : { ...applied, before: [], notes: [] };
}

/** The message that a row brought; undefined where it brought none. */
const tsOf = (body: InboxBody): string | undefined =>
  'message' in body ? body.message.ts : 'ts' in body ? body.ts : undefined;
