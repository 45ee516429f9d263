import { type Assessment, assess } from '../advisor/assessment.ts';
import { merge } from '../advisor/merge.ts';
import type { Pack } from '../advisor/pack.ts';
import type { Situation } from '../advisor/situation.ts';
import { EMPTY_SITUATION } from '../advisor/situation.ts';
import type { Answer } from '../curator/answer/answer.ts';
import {
  type Ask,
  addUsages,
  type Curator,
  type Message,
  NO_SUMMARY,
  type Reading,
  type Usage,
} from '../curator/curator.ts';
import { withoutLaterQuestions } from './asked-later.ts';

/** What it takes to assess a thread that is there as a whole. */
export interface ThreadReader {
  pack: Pack;
  curator: Curator;
  answer(ask: Ask, situation: Situation): Answer;
}

export interface ThreadAssessment {
  assessment: Assessment;
  reading: Reading;
  answers: Answer[];
  /** The model's summary, as far as it was verified; empty where the pack's own words stand. */
  summary: readonly string[];
  /** How many sentences the model gave that were not kept. */
  rejectedSentences: number;
  usage: Usage;
}

/** Reads a whole thread at once and assesses it: what a case does over many turns, without any state. */
export async function readThread(
  messages: readonly Message[],
  { pack, curator, answer }: ThreadReader,
): Promise<ThreadAssessment> {
  const reading = await curator.read({ messages, situation: EMPTY_SITUATION });
  const openings = new Set(messages.slice(0, 1).map(({ id }) => id));
  const statements = withoutLaterQuestions(reading, openings, pack.vocabulary);
  const situation = merge(statements, pack.vocabulary);
  const assessment = assess(situation, pack, reading.proposal);
  const { sentences, rejected, usage } =
    reading.curator === 'llm' ? await curator.summarise({ assessment, reading: reading.usage }) : NO_SUMMARY;
  return {
    assessment,
    reading,
    answers: reading.asks.map((ask) => answer(ask, situation)),
    summary: sentences,
    rejectedSentences: rejected,
    usage: addUsages(reading.usage, usage),
  };
}
