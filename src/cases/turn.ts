import { assess } from '../advisor/assessment.ts';
import { merge, withoutMessage } from '../advisor/merge.ts';
import { keepProposal } from '../advisor/proposal.ts';
import { prune } from '../advisor/prune.ts';
import { dayOf } from '../clock.ts';
import { type Ask, addUsages, NO_SUMMARY } from '../curator/curator.ts';
import { type CaseFile, loadCaseFile, noteThread, saveTurn } from '../store/case-file.ts';
import { type Conversation, casePrefix } from '../store/conversations.ts';
import { type InboxItem, pendingItems } from '../store/inbox.ts';
import type { TakenLease } from '../store/lease.ts';
import { loadSteps } from '../store/steps.ts';
import { addUsage } from '../store/usage.ts';
import type { Act, ByHand } from './acts/act.ts';
import { actOf } from './acts/act-of.ts';
import { openingsOf, withoutLaterQuestions } from './asked-later.ts';
import { askedOfUs } from './asked-of-us.ts';
import type { CaseWork } from './case-work.ts';
import { composeReply } from './compose-reply.ts';
import { endsWithStop, holdTurn } from './hold-turn.ts';
import { isLongAgo, keptOf } from './kept-talk.ts';
import { openRoot, type Root } from './open-root.ts';
import { outgoingFor } from './outgoing-for.ts';
import { plainAnswers } from './plain-answers.ts';
import { languageNote, readingNotes } from './reading-notes.ts';
import { sayByHand, withOutcome } from './say-by-hand.ts';
import { StoppedError } from './stopped-error.ts';
import { toMessages } from './to-messages.ts';
import { unquotedReplies } from './unquoted-replies.ts';
import type { Place } from './voice.ts';
import { watchForStop } from './watch-for-stop.ts';
import { type Said, whatWasSaid } from './what-was-said.ts';

/** Where a turn was taken. */
export interface TurnTaken {
  at: Place;
  /** Nothing new is posted: our status stands until it is taken away. */
  silent: boolean;
}

/**
 * One turn: everything that waits in a case's inbox is read together, the situation is assessed anew, and what is to
 * be said is written with it in one transaction. Sending comes after, and again if it must. Where somebody presses Stop
 * meanwhile, nothing of it is written but that.
 * @throws LeaseLostError when somebody else took the case over; then nothing was written
 * @throws TryLaterError when Slack does not let us post what the turn is to quote; it is to be taken again then
 */
export async function takeTurn(
  waiting: readonly InboxItem[],
  lease: TakenLease,
  work: CaseWork,
): Promise<TurnTaken | undefined> {
  const file = await loadCaseFile(work.db, lease);
  if (!file) return undefined;
  const root = await openRoot(waiting, file, lease, work);
  // Somebody may have gone on while the root was being posted.
  const items = (await pendingItems(work.db, lease)).filter(({ body }) => body.kind !== 'forget');
  const at: Place = { ...lease, channel: file.row.channel, threadTs: root.threadTs };
  const stop = watchForStop(lease, work);
  try {
    if (endsWithStop(items)) throw new StoppedError();
    const silent = await turn(items, { file, root, at, lease, stopped: stop.signal }, work);
    return { at, silent: file.row.turn > 0 && silent };
  } catch (error) {
    if (!(error instanceof StoppedError)) throw error;
    await holdTurn(lease, file.row.channel, work);
    return { at, silent: true };
  } finally {
    stop.end();
  }
}

/** So often the case file is rid of what merging does not need any more; each time would cost more than it saves. */
const PRUNE_EVERY = 8;

/** What a turn begins with. */
interface Begun {
  file: CaseFile;
  root: Root;
  at: Place;
  lease: TakenLease;
  stopped: AbortSignal;
}

/** @returns whether it says nothing in the thread but what the verdict message shows */
async function turn(items: readonly InboxItem[], begun: Begun, work: CaseWork): Promise<boolean> {
  const { file, root, at, lease, stopped } = begun;
  const { db, pack, channels, voice } = work;
  const context = { db, ref: lease, file, pack, channels, voice };
  const done = withoutForgotten(items);
  const acts = (await Promise.all(done.map(({ body }) => actOf(body, context)))).flatMap((act) => act ?? []);
  const byHand = await sayByHand(acts, file, root, lease, work);
  await work.voice.working(at, { title: titleOf(items), asker: file.row.opened_by });
  const applied = await whatWasSaid(items, at, { ...file, takenOver: lease.takenOver }, work);
  const openings = openingsOf(applied.conversation, file.row.turn === 0 ? items : []);
  const read = await readAndAssess(applied, { acts, byHand, openings }, begun, work);
  const shared = file.row.shared ?? (await work.channels.isShared(lease.workspace, file.row.channel));
  stopped.throwIfAborted();
  await saveTurn(work.db, lease, {
    ...read,
    written: file.written,
    done: items.map((item) => item.id),
    outgoing: (number) => outgoingFor(number, read, file.row.channel, root),
    write: async (trx) => {
      await noteThread(trx, lease, { shared, languageTold: read.languageTold });
      for (const act of acts) await act.write?.(trx, lease);
    },
    gatherMs: work.gatherMs,
    at: new Date(work.clock.now()),
  });
  if (items.some(({ body }) => body.kind === 'forget_person')) await work.conversations.forget(lease);
  await work.conversations.set(
    lease,
    keptOf(applied.conversation).map((message) => ({ ...message, read: true })),
  );
  return !read.reply;
}

/** What people did, but for who asked later to be forgotten: nothing of theirs is to be written any more. */
const withoutForgotten = (items: readonly InboxItem[]): InboxItem[] =>
  items.filter(
    ({ body }, index) =>
      !items
        .slice(index + 1)
        .some(
          ({ body: later }) => later.kind === 'forget_person' && 'user' in body && body.user === later.user,
        ),
  );

/** The first words of what is asked; a later turn of a case has its title already. */
const titleOf = (items: readonly InboxItem[]): string =>
  items.map(({ body }) => (body.kind === 'open' ? body.text : '')).find((text) => text !== '') ?? '';

/**
 * Whether somebody asks now: not before we were called in, and not before a message was edited. What was asked in a
 * message that we have no more of is not new, whatever of it was edited.
 */
const isNew = ({ text, message }: Ask, before: Conversation): boolean =>
  !isLongAgo(message, before) && !before.some((known) => known.ts === message && known.text.includes(text));

/** What is given beside what was said. */
interface Given {
  acts: readonly Act[];
  byHand: readonly ByHand[];
  /** The messages that opened the case. */
  openings: ReadonlySet<string>;
}

/** The steps of a case that are done or dropped, by now. */
async function endedSteps(acts: readonly Act[], ref: TakenLease, db: CaseWork['db']): Promise<Set<string>> {
  const steps = await loadSteps(db, ref);
  const before = steps.filter(({ state }) => state !== 'open').map(({ id }) => id);
  return new Set([...before, ...acts.flatMap(({ ends }) => ends ?? [])]);
}

async function readAndAssess(
  { conversation, before: earlier, stale, addressed, notes }: Said,
  { acts, byHand, openings }: Given,
  { file, lease, stopped: signal }: Begun,
  { pack, curatorFor, answer, plainAnswer, db, clock, log }: CaseWork,
) {
  const curator = await curatorFor(lease.workspace);
  const scope = casePrefix(lease);
  const left = stale.reduce(withoutMessage, file.statements);
  const restated = acts.reduce((statements, act) => act.restate?.(statements) ?? statements, left);
  const kept = [...restated, ...byHand.flatMap(({ statements }) => statements)];
  // A proposal is held against what was known when it was last kept, not against what people set by hand since.
  const known = merge(file.statements, pack.vocabulary);
  const unchanged = kept.length === file.statements.length && kept.every((each) => file.written.has(each));
  const before = unchanged ? known : merge(kept, pack.vocabulary);
  const unread = toMessages(conversation.filter((message) => !message.read));
  const reading = await curator.read({ messages: unread, situation: before, scope, signal });
  if (reading.stoodInBecause !== undefined)
    log.warn(
      { case: lease.caseId, why: reading.stoodInBecause },
      'the model was of no use, it was read offline',
    );
  const read = withoutLaterQuestions(reading, openings, pack.vocabulary);
  const plain = plainAnswers(conversation, file.assessment?.questions[0], plainAnswer);
  const added = [...plain, ...read];
  const statements = [...kept, ...added];
  const situation = added.length === 0 ? before : merge(statements, pack.vocabulary);
  const proposal = reading.proposal ?? keepProposal(file.proposal, known, situation);
  const assessment = assess(situation, pack, proposal, await endedSteps(acts, lease, db));
  // Without the model's reading there is nothing of its own to sum up, and it would most likely fail again.
  const { sentences, usage } =
    reading.curator === 'llm' ? await curator.summarise({ assessment, scope, signal }) : NO_SUMMARY;
  await addUsage(db, lease.workspace, dayOf(clock.now()), addUsages(reading.usage, usage));
  const answers = reading.asks
    .filter((ask) => isNew(ask, earlier) && askedOfUs(ask, { conversation, addressed }))
    .map((ask) => answer(ask, situation));
  const reply = composeReply({
    before: file.assessment,
    after: assessment,
    read: new Set(earlier.filter(({ ts }) => !stale.includes(ts)).map(({ ts }) => ts)),
    takenBack: stale.length > 0,
    answers,
    deeds: acts.flatMap(({ deed }) => deed ?? []),
    // Who answers our question turns to us.
    addressed: new Set([...addressed, ...plain.map(({ evidence }) => evidence.message)]),
    notes: [...notes, ...acts.flatMap(({ note }) => note ?? [])],
  });
  // How the words were read is said once: with the first answer, or when somebody begins to write in another language.
  const texts = unread.map(({ text }) => text);
  const language = file.row.language_told ? undefined : languageNote(texts, reading.curator);
  const words = file.row.turn === 0 ? readingNotes(texts, reading.curator) : language ? [language] : [];
  return {
    statements: file.row.turn % PRUNE_EVERY === 0 ? prune(statements, pack.vocabulary) : statements,
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
      ...(await unquotedReplies(db, lease, stale)),
    ],
    languageTold: file.row.language_told || language !== undefined,
  };
}
