import type { CaseFile } from '../store/case-file.ts';
import type { Conversation } from '../store/conversations.ts';
import type { InboxBody } from '../store/inbound.ts';
import type { InboxItem } from '../store/inbox.ts';
import { awayUntil } from '../store/reach.ts';
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
 * were late or away, with what Slack could not tell us meanwhile: it tries again only minutes later, and then not at all.
 */
export async function whatWasSaid(
  items: readonly InboxItem[],
  at: Place,
  { row, statements, takenOver }: Pick<CaseFile, 'row' | 'statements'> & { takenOver: boolean },
  { db, conversations, voice, clock }: Pick<CaseWork, 'db' | 'conversations' | 'voice' | 'clock'>,
): Promise<Said> {
  const { following } = row;
  const stated = new Set(statements.map(({ evidence }) => evidence.message));
  // Only turns keep what was said.
  const known = row.turn === 0 ? [] : ((await conversations.get(at)) ?? []);
  const toAssess = items.some(({ body }) => body.kind === 'assess');
  const calledIn =
    toAssess || (known.length === 0 && items.some(({ body }) => body.kind === 'open' && body.midThread));
  const late = row.turn === 0 && clock.now() - row.opened_at.getTime() > LATE_MS;
  // What people say where we were asked to leave them alone was not missed.
  const newest = newestOf(known);
  const away = following && newest !== undefined && (takenOver || ((await awayUntil(db)) ?? 0) > newest.at);
  if (at.threadTs === undefined || !(calledIn || late || away))
    return { ...applyItems(known, items, { following, stated }), before: known, notes: [] };
  const { messages, missing } = await voice.thread(at, away && !toAssess ? newest.at : undefined);
  const missed = toAssess ? messages : newerThan(newest, messages);
  const here = new Set([...known.map(({ ts }) => ts), ...items.map(({ body }) => tsOf(body))]);
  const gone = new Set(items.flatMap(({ body }) => (body.kind === 'delete' ? [body.ts] : [])));
  // After the first turn only our copy may be lost: then it was read before, unless nobody was to read it.
  const wasRead = (ts: string) => row.turn > 0 && (toAssess ? stated.has(ts) : known.length === 0);
  const seen = missed
    .filter(({ ts }) => !here.has(ts) && !gone.has(ts))
    .map((message) => ({ ...message, at: Number(message.ts) * 1000, read: wasRead(message.ts) }));
  const before = [...known, ...seen];
  const applied = applyItems(before, items, { following, stated });
  // What was said before we were called in was not said to us; what we missed was.
  const notes = missing === undefined ? [] : [missing];
  if (calledIn) return { ...applied, before, notes };
  // Who writes to us alone, means us.
  const toUs = row.origin === 'direct' ? seen.map(({ ts }) => ts) : [];
  return { ...applied, addressed: new Set([...applied.addressed, ...toUs]), before: known, notes };
}

/** What was written after the newest message that we know. */
function newerThan(
  newest: Conversation[number] | undefined,
  messages: readonly SeenMessage[],
): readonly SeenMessage[] {
  return messages.filter(({ ts }) => Number(ts) * 1000 > (newest?.at ?? 0));
}

const newestOf = (known: Conversation): Conversation[number] | undefined =>
  known.reduce<Conversation[number] | undefined>(
    (newest, each) => (newest && newest.at >= each.at ? newest : each),
    undefined,
  );

/** The message that a row brought; undefined where it brought none. */
const tsOf = (body: InboxBody): string | undefined =>
  'message' in body ? body.message.ts : 'ts' in body ? body.ts : undefined;
