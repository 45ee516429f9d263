import { assess } from '../advisor/assessment.ts';
import { merge, withoutMessage } from '../advisor/merge.ts';
import { keepProposal } from '../advisor/proposal.ts';
import { dayOf } from '../clock.ts';
import { addUsages } from '../curator/curator.ts';
import { type CaseFile, loadCaseFile, saveTurn } from '../store/case-file.ts';
import { type Conversation, casePrefix } from '../store/conversations.ts';
import type { InboxItem } from '../store/inbox.ts';
import type { Lease } from '../store/lease.ts';
import { addUsage } from '../store/usage.ts';
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
 * @throws LeaseLostError when somebody else took the case over; then nothing was written
 */
export async function takeTurn(items: readonly InboxItem[], lease: Lease, work: CaseWork): Promise<void> {
  const file = await loadCaseFile(work.db, lease);
  if (!file) return;
  const root = await openRoot(items, file, lease, work);
  const at: Place = { ...lease, channel: file.row.channel, threadTs: root.threadTs };
  if (at.threadTs !== undefined) await work.voice.status(at, 'is reading your words…');
  const applied = await whatWasSaid(items, at, lease, work);
  const read = await readAndAssess(applied, file, lease, work);
  await saveTurn(work.db, lease, {
    ...read,
    done: items.map((item) => item.id),
    outgoing: (turn) => outgoingFor(turn, read, file, root),
    at: new Date(work.clock.now()),
  });
  await work.conversations.set(
    lease,
    applied.conversation.map((message) => ({ ...message, read: true })),
  );
}

/** The conversation with what arrived; in the middle of a thread, also with what was said before we were called. */
async function whatWasSaid(
  items: readonly InboxItem[],
  at: Place,
  lease: Lease,
  work: CaseWork,
): Promise<Applied & { notes: string[] }> {
  const known = (await work.conversations.get(lease)) ?? [];
  const calledIn = items.some(({ body }) => body.kind === 'open' && body.midThread) && known.length === 0;
  if (!calledIn) return { ...applyItems(known, items), notes: [] };
  const { messages, missing } = await work.voice.thread(at);
  const earlier: Conversation = messages.map((message) => ({
    ...message,
    at: Number(message.ts) * 1000,
    read: false,
  }));
  return { ...applyItems(earlier, items), notes: missing === undefined ? [] : [missing] };
}

async function readAndAssess(
  { conversation, stale, mentioned, notes }: Applied & { notes: string[] },
  file: CaseFile,
  lease: Lease,
  { pack, curatorFor, answer, db, clock }: CaseWork,
) {
  const curator = await curatorFor(lease.workspace);
  const scope = casePrefix(lease);
  const kept = stale.reduce(withoutMessage, file.statements);
  const before = merge(kept, pack.vocabulary);
  const unread = toMessages(conversation.filter((message) => !message.read));
  const reading = await curator.read({ messages: unread, situation: before, scope });
  const statements = [...kept, ...reading.statements];
  const situation = merge(statements, pack.vocabulary);
  const proposal = reading.proposal ?? keepProposal(file.proposal, before, situation);
  const assessment = assess(situation, pack, proposal);
  const { sentences, usage } = await curator.summarise({ assessment, scope });
  await addUsage(db, lease.workspace, dayOf(clock.now()), addUsages(reading.usage, usage));
  const answers = reading.asks.map((ask) => answer(ask, situation));
  const reply = composeReply({ before: file.assessment, after: assessment, answers, mentioned, notes });
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
  };
}
