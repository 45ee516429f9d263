import { assess } from '../advisor/assessment.ts';
import type { Recorded, Statement } from '../advisor/fact.ts';
import { merge, withoutMessage } from '../advisor/merge.ts';
import { nextProposal } from '../advisor/proposal.ts';
import { prune } from '../advisor/prune.ts';
import type { Situation } from '../advisor/situation.ts';
import { dayOf } from '../clock.ts';
import {
  type Ask,
  addUsages,
  type Curator,
  NO_SUMMARY,
  type Reading,
  type Usage,
} from '../curator/curator.ts';
import { timed } from '../meter.ts';
import type { CaseFile } from '../store/case-file.ts';
import { type Conversation, casePrefix } from '../store/conversations.ts';
import type { TakenLease } from '../store/lease.ts';
import { loadSteps } from '../store/steps.ts';
import type { CaseRow } from '../store/tables.ts';
import { noteUncalled, tellsOfLimit } from '../store/usage.ts';
import type { Act, ByHand } from './acts/act.ts';
import { withoutLaterQuestions } from './asked-later.ts';
import { askedOfUs } from './asked-of-us.ts';
import type { CaseWork, TurnWork } from './case-work.ts';
import { composeReply } from './compose-reply.ts';
import { isLongAgo } from './kept-talk.ts';
import { plainAnswers } from './plain-answers.ts';
import { languageNote, readingNotes } from './reading-notes.ts';
import { withOutcome } from './say-by-hand.ts';
import { toMessages } from './to-messages.ts';
import { unquotedReplies } from './unquoted-replies.ts';
import type { Asker } from './utterance.ts';
import type { Said } from './what-was-said.ts';

/** So often the case file is rid of what merging does not need any more; each time would cost more than it saves. */
const PRUNE_EVERY = 8;

/** When the messages were written that were changed, or are gone, in ms. */
const changedSince = ({ before, conversation, stale }: Said): number[] => {
  const here = new Set(conversation.map(({ ts }) => ts));
  return [
    ...stale.map((ts) => Number(ts) * 1_000),
    ...before.flatMap(({ ts, at }) => (here.has(ts) ? [] : [at])),
  ];
};

/** What a reading of what was said begins with. */
export interface Given {
  file: CaseFile;
  lease: TakenLease;
  said: Said;
  acts: readonly Act[];
  byHand: readonly ByHand[];
  /** The messages that opened the case. */
  openings: ReadonlySet<string>;
  /** Somebody pressed Stop. */
  stopped: AbortSignal;
}

/** Reads what was said, assesses the case anew, and puts together what is to be said of it. */
export async function readAndAssess(given: Given, work: TurnWork) {
  const { file, lease, said, acts, byHand, stopped: signal } = given;
  const { conversation, before: earlier, stale, addressed, notes } = said;
  const { ready, curator, db, meter } = work;
  const { pack } = ready;
  const { reading, statements, situation, known, plain } = await readStatements(given, curator, work);
  const proposal = nextProposal(
    reading.proposal,
    {
      earlier: file.proposal,
      told: file.row.turn > 0,
      changed: changedSince(said),
      newest: Math.max(0, ...conversation.map(({ at }) => at)),
      before: known,
      after: situation,
    },
    pack,
  );
  const assessment = await timed(meter, 'assess', async () =>
    assess(situation, pack, proposal, await endedSteps(acts, file.row, lease, db)),
  );
  // Without the model's reading there is nothing of its own to sum up, and it would most likely fail again.
  const { sentences, usage } =
    reading.curator === 'llm'
      ? await timed(meter, 'summarise', () =>
          curator.summarise({ assessment, reading: reading.usage, scope: casePrefix(lease), signal }),
        )
      : NO_SUMMARY;
  const limit = await noteReading(reading, addUsages(reading.usage, usage), given, work);
  // Who answers our question turns to us.
  const toUs = new Set([...addressed, ...plain.map(({ evidence }) => evidence.message)]);
  const reply = composeReply({
    before: file.assessment,
    after: assessment,
    read: new Set(earlier.filter(({ ts }) => !stale.includes(ts)).map(({ ts }) => ts)),
    takenBack: stale.length > 0,
    answers: reading.asks
      .filter((ask) => isNew(ask, earlier) && askedOfUs(ask, { conversation, addressed }))
      .map((ask) => ready.answer(ask, situation)),
    deeds: acts.flatMap(({ deed }) => deed ?? []),
    addressed: toUs,
    notes: [...notes, ...acts.flatMap(({ note }) => note ?? [])],
  });
  // How the words were read is said once: with the first answer, or when somebody begins to write in another language.
  const texts = conversation.filter((message) => !message.read).map(({ text }) => text);
  const language = file.row.language_told ? undefined : await languageNote(texts, reading.curator);
  const words = file.row.turn === 0 ? await readingNotes(texts, reading.curator) : language ? [language] : [];
  return {
    statements: file.row.turn % PRUNE_EVERY === 0 ? prune(statements, pack.vocabulary) : statements,
    assessment,
    proposal,
    summary: sentences,
    curator: reading.curator,
    model: reading.model,
    reply,
    to: askersIn(conversation, toUs),
    notes: [...reading.notes, ...limit, ...words],
    more: [
      ...acts.flatMap(({ outgoing }) => outgoing ?? []),
      ...withOutcome(byHand, reply, file.row.channel),
      ...(await unquotedReplies(db, lease, stale)),
    ],
    languageTold: file.row.language_told || language !== undefined,
  };
}

/**
 * Counts what a reading took beside its calls.
 * @returns what people are told once a day, where a limit of the day stood in the model's way
 */
async function noteReading(
  { stoodInBecause, limitReached }: Reading,
  usage: Usage,
  { file, lease }: Given,
  { db, clock, log, meter }: CaseWork,
): Promise<string[]> {
  const { workspace, caseId } = lease;
  const day = dayOf(clock.now());
  const { sentTokens, stableTokens } = usage;
  const stableShare = sentTokens === 0 ? undefined : Number((stableTokens / sentTokens).toFixed(2));
  log.debug({ case: caseId, ...usage, stableShare }, 'what the turn took');
  const fallbacks = stoodInBecause === undefined ? 0 : 1;
  if (fallbacks > 0) meter.stoodIn(limitReached === undefined ? 'model' : 'limit');
  await noteUncalled(db, workspace, day, { cacheHits: usage.cacheHits, fallbacks });
  if (limitReached === undefined) return [];
  return (await tellsOfLimit(db, workspace, day, `${caseId}/${file.row.turn}`)) ? [limitReached] : [];
}

/** What a reading brought: to what was known before anybody did or said anything. */
interface ReadStatements {
  reading: Reading;
  statements: Recorded[];
  situation: Situation;
  known: Situation;
  /** Plain answers to our question. */
  plain: Statement[];
}

async function readStatements(
  { file, lease, said: { conversation, stale }, acts, byHand, openings, stopped: signal }: Given,
  curator: Curator,
  { ready: { pack, plainAnswer }, log, meter }: TurnWork,
): Promise<ReadStatements> {
  const left = stale.reduce(withoutMessage, file.statements);
  const restated = acts.reduce((statements, act) => act.restate?.(statements) ?? statements, left);
  const kept = [...restated, ...byHand.flatMap(({ statements }) => statements)];
  // A proposal is held against what was known when it was last kept, not against what people set by hand since.
  const known = merge(file.statements, pack.vocabulary);
  const unchanged = kept.length === file.statements.length && kept.every((each) => file.written.has(each));
  const before = unchanged ? known : merge(kept, pack.vocabulary);
  const messages = toMessages(conversation.filter((message) => !message.read));
  const reading = await timed(meter, 'read', () =>
    curator.read({ messages, situation: before, scope: casePrefix(lease), signal }),
  );
  if (reading.stoodInBecause !== undefined && reading.limitReached === undefined)
    log.warn(
      { case: lease.caseId, why: reading.stoodInBecause },
      'the model was of no use, it was read offline',
    );
  const read = withoutLaterQuestions(reading, openings, pack.vocabulary);
  const plain = plainAnswers(conversation, file.assessment?.questions[0], plainAnswer);
  const added = [...plain, ...read];
  const statements = [...kept, ...added];
  const situation = added.length === 0 ? before : merge(statements, pack.vocabulary);
  return { reading, statements, situation, known, plain };
}

/**
 * Whether somebody asks now: not before we were called in, and not before a message was edited. What was asked in a
 * message that we have no more of is not new, whatever of it was edited.
 */
const isNew = ({ text, message }: Ask, before: Conversation): boolean =>
  !isLongAgo(message, before) && !before.some((known) => known.ts === message && known.text.includes(text));

/** The steps of a case that are done or dropped, by now. */
async function endedSteps(
  acts: readonly Act[],
  { turn }: Pick<CaseRow, 'turn'>,
  ref: TakenLease,
  db: CaseWork['db'],
): Promise<Set<string>> {
  // Steps are taken from a verdict: before the first there are none.
  const steps = turn === 0 ? [] : await loadSteps(db, ref);
  const before = steps.filter(({ state }) => state !== 'open').map(({ id }) => id);
  return new Set([...before, ...acts.flatMap(({ ends }) => ends ?? [])]);
}

/** Who turned to us, each once, with their latest message that did. */
const askersIn = (conversation: Conversation, toUs: ReadonlySet<string>): Asker[] => [
  ...new Map(
    conversation.filter(({ ts }) => toUs.has(ts)).map(({ author, ts }) => [author, { user: author, ts }]),
  ).values(),
];
