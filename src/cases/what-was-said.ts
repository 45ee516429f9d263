import type { Conversation } from '../store/conversations.ts';
import type { InboxBody } from '../store/inbound.ts';
import type { InboxItem } from '../store/inbox.ts';
import type { CaseRow } from '../store/tables.ts';
import { type Applied, applyItems } from './apply-items.ts';
import type { CaseWork } from './case-work.ts';
import type { Place, SeenMessage } from './voice.ts';

/** A case that is opened so late may have missed what was said in its thread meanwhile: it belonged to no case then. */
const LATE_MS = 5_000;

/** What was said before a turn and after it. */
export interface Said extends Applied {
  before: Conversation;
  notes: string[];
}

/**
 * The conversation with what arrived. In the middle of a thread, also with what was said before we came; and where we
 * were late or away, with what Slack could not tell us meanwhile: it tries again only minutes later.
 */
export async function whatWasSaid(
  items: readonly InboxItem[],
  at: Place,
  { row, takenOver }: { row: CaseRow; takenOver: boolean },
  { conversations, voice, clock }: Pick<CaseWork, 'conversations' | 'voice' | 'clock'>,
): Promise<Said> {
  const known = (await conversations.get(at)) ?? [];
  const calledIn = known.length === 0 && items.some(({ body }) => body.kind === 'open' && body.midThread);
  const late = row.turn === 0 && clock.now() - row.opened_at.getTime() > LATE_MS;
  const away = takenOver && known.length > 0;
  if (at.threadTs === undefined || !(calledIn || late || away))
    return { ...applyItems(known, items), before: known, notes: [] };
  const { messages, missing } = await voice.thread(at);
  const arrived = new Set(items.map(({ body }) => tsOf(body)));
  const seen = newerThan(known, messages).filter(({ ts }) => !arrived.has(ts));
  // After the first turn only our copy of it was lost: it was read before.
  const read = row.turn > 0 && known.length === 0;
  const before = [...known, ...seen.map((message) => ({ ...message, at: Number(message.ts) * 1000, read }))];
  const applied = applyItems(before, items);
  // What was said before we were called in was not said to us; what we missed was.
  if (calledIn) return { ...applied, before, notes: missing === undefined ? [] : [missing] };
  // Who writes to us alone, means us.
  const mentioned = applied.mentioned || (row.origin === 'direct' && seen.length > 0);
  return { ...applied, mentioned, before: known, notes: [] };
}

/** What was written after the newest message that we know. */
function newerThan(known: Conversation, messages: readonly SeenMessage[]): readonly SeenMessage[] {
  const newest = Math.max(0, ...known.map(({ at }) => at));
  return messages.filter(({ ts }) => Number(ts) * 1000 > newest);
}

/** The message that a row brought; undefined where it brought none. */
const tsOf = (body: InboxBody): string | undefined =>
  'message' in body ? body.message.ts : 'ts' in body ? body.ts : undefined;
