import { assess } from '../advisor/assessment.ts';
import { merge, withoutMessage } from '../advisor/merge.ts';
import { keepProposal } from '../advisor/proposal.ts';
import { dayOf } from '../clock.ts';
import { type Ask, addUsages, NO_SUMMARY } from '../curator/curator.ts';
import { type CaseFile, loadCaseFile, saveTurn } from '../store/case-file.ts';
import { type Conversation, casePrefix } from '../store/conversations.ts';
import { type InboxItem, pendingItems } from '../store/inbox.ts';
import type { Lease, TakenLease } from '../store/lease.ts';
import { addUsage } from '../store/usage.ts';
import type { Act, ByHand } from './acts/act.ts';
import { actOf } from './acts/act-of.ts';
import { openingsOf, withoutLaterQuestions } from './asked-later.ts';
import type { CaseWork } from './case-work.ts';
import { composeReply } from './compose-reply.ts';
import { openRoot } from './open-root.ts';
import { outgoingFor } from './outgoing-for.ts';
import { readingNotes } from './reading-notes.ts';
import { sayByHand, withOutcome } from './say-by-hand.ts';
import { toMessages } from './to-messages.ts';
import type { Place } from './voice.ts';
import { type Said, whatWasSaid } from './what-was-said.ts';

/**
 * One turn: everything that waits in a case's inbox is read together, the situation is assessed anew, and what is to
 * be said is written with it in one transaction. Sending comes after, and again if it must.
 * @returns where our status stands that nothing will end: a new message of ours does, an update does not
 * @throws LeaseLostError when somebody else took the case over; then nothing was written
 * @throws TryLaterError when Slack does not let us post what the turn is to quote; it is to be taken again then
 */
export async function takeTurn(
  waiting: readonly InboxItem[],
  lease: TakenLease,
  work: CaseWork,
): Promise<Place | undefined> {
  const file = await loadCaseFile(work.db, lease);
  if (!file) return undefined;
  const root = await openRoot(waiting, file, lease, work);
  // Somebody may have gone on while the root was being posted.
  const items = await pendingItems(work.db, lease);
  const context = { db: work.db, ref: lease, file, pack: work.pack };
  const acts = (await Promise.all(items.map(({ body }) => actOf(body, context)))).flatMap((act) => act ?? []);
  const byHand = await sayByHand(acts, file, root, lease, work);
  const at: Place = { ...lease, channel: file.row.channel, threadTs: root.threadTs };
  if (at.threadTs !== undefined) await work.voice.status(at, 'is reading your words…');
  const applied = await whatWasSaid(items, at, { row: file.row, takenOver: lease.takenOver }, work);
  const openings = openingsOf(applied.conversation, file.row.turn === 0 ? items : []);
  const read = await readAndAssess(applied, openings, acts, byHand, file, lease, work);
  await saveTurn(work.db, lease, {
    ...read,
    done: items.map((item) => item.id),
    outgoing: (turn) => outgoingFor(turn, read, file.row.channel, root),
    write: async (trx) => {
      for (const act of acts) await act.write?.(trx, lease);
    },
    at: new Date(work.clock.now()),
  });
  await work.conversations.set(
    lease,
    applied.conversation.map((message) => ({ ...message, read: true })),
  );
  return file.row.turn > 0 && !read.reply ? at : undefined;
}

/** Whether somebody asks now: not before we were called in, and not before a message was edited. */
const isNew = ({ text, message }: Ask, before: Conversation): boolean =>
  !before.some((known) => known.ts === message && known.text.includes(text));

async function readAndAssess(
  { conversation, before: earlier, stale, mentioned, notes }: Said,
  openings: ReadonlySet<string>,
  acts: readonly Act[],
  byHand: readonly ByHand[],
  file: CaseFile,
  lease: Lease,
  { pack, curatorFor, answer, db, clock, log }: CaseWork,
) {
  const curator = await curatorFor(lease.workspace);
  const scope = casePrefix(lease);
  const left = stale.reduce(withoutMessage, file.statements);
  const restated = acts.reduce((statements, act) => act.restate?.(statements) ?? statements, left);
  const kept = [...restated, ...byHand.flatMap(({ statements }) => statements)];
  // A proposal is held against what was known when it was last kept, not against what people set by hand since.
  const known = merge(file.statements, pack.vocabulary);
  const before = merge(kept, pack.vocabulary);
  const unread = toMessages(conversation.filter((message) => !message.read));
  const reading = await curator.read({ messages: unread, situation: before, scope });
  if (reading.stoodInBecause !== undefined)
    log.warn(
      { case: lease.caseId, why: reading.stoodInBecause },
      'the model was of no use, it was read offline',
    );
  const read = withoutLaterQuestions(reading, openings, pack.vocabulary);
  const statements = [...kept, ...read];
  const situation = merge(statements, pack.vocabulary);
  const proposal = reading.proposal ?? keepProposal(file.proposal, known, situation);
  const assessment = assess(situation, pack, proposal);
  // Without the model's reading there is nothing of its own to sum up, and it would most likely fail again.
  const { sentences, usage } =
    reading.curator === 'llm' ? await curator.summarise({ assessment, scope }) : NO_SUMMARY;
  await addUsage(db, lease.workspace, dayOf(clock.now()), addUsages(reading.usage, usage));
  const answers = reading.asks.filter((ask) => isNew(ask, earlier)).map((ask) => answer(ask, situation));
  const reply = composeReply({
    before: file.assessment,
    after: assessment,
    answers,
    deeds: acts.flatMap(({ deed }) => deed ?? []),
    mentioned,
    notes,
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
    model: reading.model,
    reply,
    notes: [...reading.notes, ...words],
    more: [
      ...acts.flatMap(({ outgoing }) => outgoing ?? []),
      ...withOutcome(byHand, reply, file.row.channel),
    ],
  };
}
