import { assess } from '../advisor/assessment.ts';
import { merge, withoutMessage } from '../advisor/merge.ts';
import { keepProposal } from '../advisor/proposal.ts';
import { dayOf } from '../clock.ts';
import { type Ask, addUsages } from '../curator/curator.ts';
import { type CaseFile, loadCaseFile, saveTurn } from '../store/case-file.ts';
import { type Conversation, casePrefix } from '../store/conversations.ts';
import type { InboxBody } from '../store/inbound.ts';
import { type InboxItem, pendingItems } from '../store/inbox.ts';
import type { Lease } from '../store/lease.ts';
import { addUsage } from '../store/usage.ts';
import type { Act } from './acts/act.ts';
import { actOf } from './acts/act-of.ts';
import { type Applied, applyItems } from './apply-items.ts';
import type { CaseWork } from './case-work.ts';
import { composeReply } from './compose-reply.ts';
import { openRoot } from './open-root.ts';
import { outgoingFor } from './outgoing-for.ts';
import { readingNotes } from './reading-notes.ts';
import { toMessages } from './to-messages.ts';
import type { Place } from './voice.ts';

/**
 * One turn: everything that waits in a case's inbox is read together, the situation is assessed anew, and what is to
 * be said is written with it in one transaction. Sending comes after, and again if it must.
 * @returns where our status stands that nothing will end: a new message of ours does, an update does not
 * @throws LeaseLostError when somebody else took the case over; then nothing was written
 */
export async function takeTurn(
  waiting: readonly InboxItem[],
  lease: Lease,
  work: CaseWork,
): Promise<Place | undefined> {
  const file = await loadCaseFile(work.db, lease);
  if (!file) return undefined;
  const root = await openRoot(waiting, file, lease, work);
  // Somebody may have gone on while the root was being posted.
  const items = (await pendingItems(work.db, lease)).filter(({ body }) => body.kind !== 'forget');
  const at: Place = { ...lease, channel: file.row.channel, threadTs: root.threadTs };
  if (at.threadTs !== undefined) await work.voice.status(at, 'is reading your words…');
  const applied = await whatWasSaid(items, at, file, work);
  const context = { db: work.db, ref: lease, file, pack: work.pack, voice: work.voice };
  const acts = (await Promise.all(items.map(({ body }) => actOf(body, context)))).flatMap((act) => act ?? []);
  const read = await readAndAssess(applied, acts, file, lease, work);
  await saveTurn(work.db, lease, {
    ...read,
    done: items.map((item) => item.id),
    outgoing: (turn) => outgoingFor(turn, read, file.row.channel, root),
    write: async (trx) => {
      for (const act of acts) await act.write?.(trx, lease);
    },
    at: new Date(work.clock.now()),
  });
  if (items.some(({ body }) => body.kind === 'forget_person')) await work.conversations.forget(lease);
  await work.conversations.set(
    lease,
    applied.conversation.map((message) => ({ ...message, read: true })),
  );
  return file.row.turn > 0 && !read.reply ? at : undefined;
}

/** A case that is opened so late may have missed what was said in its thread meanwhile: it belonged to no case then. */
const LATE_MS = 5_000;

/** What was said before a turn and after it. */
interface Said extends Applied {
  before: Conversation;
  notes: string[];
}

/** The conversation with what arrived; in the middle of a thread, also with what was said before we came. */
async function whatWasSaid(
  items: readonly InboxItem[],
  at: Place,
  { row }: CaseFile,
  work: CaseWork,
): Promise<Said> {
  const known = (await work.conversations.get(at)) ?? [];
  const calledIn = items.some(({ body }) => body.kind === 'open' && body.midThread);
  const late =
    row.turn === 0 && at.threadTs !== undefined && work.clock.now() - row.opened_at.getTime() > LATE_MS;
  if (known.length > 0 || !(calledIn || late))
    return { ...applyItems(known, items), before: known, notes: [] };
  const { messages, missing } = await work.voice.thread(at);
  const arrived = new Set(items.map(({ body }) => tsOf(body)));
  const before: Conversation = messages
    .filter(({ ts }) => !arrived.has(ts))
    // After the first turn only our copy of it was lost: it was read before.
    .map((message) => ({ ...message, at: Number(message.ts) * 1000, read: row.turn > 0 }));
  const applied = applyItems(before, items);
  // What we missed was said to us; what was said before we were called in was not.
  return calledIn
    ? { ...applied, before, notes: missing === undefined ? [] : [missing] }
    : { ...applied, before: [], notes: [] };
}

/** The message that a row brought; undefined where it brought none. */
const tsOf = (body: InboxBody): string | undefined =>
  'message' in body ? body.message.ts : 'ts' in body ? body.ts : undefined;

/** Whether somebody asks now: not before we were called in, and not before a message was edited. */
const isNew = ({ text, message }: Ask, before: Conversation): boolean =>
  !before.some((known) => known.ts === message && known.text.includes(text));

async function readAndAssess(
  { conversation, before: earlier, stale, mentioned, notes }: Said,
  acts: readonly Act[],
  file: CaseFile,
  lease: Lease,
  { pack, curatorFor, answer, db, clock }: CaseWork,
) {
  const curator = await curatorFor(lease.workspace);
  const scope = casePrefix(lease);
  const left = stale.reduce(withoutMessage, file.statements);
  const kept = acts.reduce((statements, act) => act.restate?.(statements) ?? statements, left);
  const before = merge(kept, pack.vocabulary);
  const unread = toMessages(conversation.filter((message) => !message.read));
  const reading = await curator.read({ messages: unread, situation: before, scope });
  const statements = [...kept, ...reading.statements];
  const situation = merge(statements, pack.vocabulary);
  const proposal = reading.proposal ?? keepProposal(file.proposal, before, situation);
  const assessment = assess(situation, pack, proposal);
  const { sentences, usage } = await curator.summarise({ assessment, scope });
  await addUsage(db, lease.workspace, dayOf(clock.now()), addUsages(reading.usage, usage));
  const answers = reading.asks.filter((ask) => isNew(ask, earlier)).map((ask) => answer(ask, situation));
  const reply = composeReply({
    before: file.assessment,
    after: assessment,
    answers,
    deeds: acts.flatMap(({ deed }) => deed ?? []),
    mentioned,
    notes: [...notes, ...acts.flatMap(({ note }) => note ?? [])],
  });
  // How the words were read is said once, with the first answer.
  const words =
    file.row.turn === 0
      ? readingNotes(
          unread.map(({ text }) => text),
          reading.curator,
        )
      : [];
  return {
    statements,
    assessment,
    proposal,
    summary: sentences,
    curator: reading.curator,
    reply,
    notes: [...reading.notes, ...words],
    more: acts.flatMap(({ outgoing }) => outgoing ?? []),
  };
}
