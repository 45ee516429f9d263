import { z } from 'zod';
import { knowledgeLine, rentLine } from '../../advisor/figure-lines.ts';
import { Source } from '../../advisor/guidance.ts';
import type { Pack } from '../../advisor/pack.ts';
import type { Situation } from '../../advisor/situation.ts';
import { createMoodReader, type MoodReader } from '../../text/mood.ts';
import { normalise } from '../../text/normalise.ts';
import { readable } from '../../text/readable.ts';
import type { Ask } from '../curator.ts';
import { createPassageFinder, type FoundPassage } from './find-passages.ts';

/** An answer to a question: at most two lines, passages of the pack or a figure; none when the pack is silent. */
export const Answer = z.object({
  question: z.string(),
  message: z.string(),
  figures: z.array(z.string()),
  passages: z.array(z.object({ id: z.string(), text: z.string(), sources: z.array(Source) })),
});
export type Answer = z.infer<typeof Answer>;

/** Below this a passage is about something else. */
const FITS = 0.5;
/** A second passage is shown only when it fits nearly as well as the first. */
const NEARLY = 0.9;
const MOST_LINES = 2;

const ABOUT_MONEY =
  /\b(?:costs?|price[sd]?|pay|bill|money|budget|expensive|cheap(?:er)?|dollars?|kosten|kostet|cuesta|precio)\b/i;
const ABOUT_ROOM =
  /\b(?:fits? (?:in|into)|how many pages|context window|(?:in|into) (?:the|a|one) prompt)\b/i;

/** Answers questions from the pack and from the figures that follow from what the team stated. */
export function createAnswerer(pack: Pack): (ask: Ask, situation: Situation) => Answer {
  const find = createPassageFinder(pack);
  const moods = createMoodReader(pack.moods, pack.words);
  const fitting = (question: string): FoundPassage[] => find(question).filter(({ score }) => score >= FITS);
  return ({ text, message }, situation) => {
    const figures = figuresAbout(text, situation);
    const whole = fitting(text);
    // What a sentence tells before it asks only hides what it asks.
    const found = whole.length > 0 ? whole : fitting(askedIn(text, moods));
    const best = found[0]?.score ?? 0;
    const passages = found
      .filter(({ score }) => score >= NEARLY * best)
      .slice(0, MOST_LINES - figures.length);
    return {
      question: text,
      message,
      figures,
      passages: passages.map(({ passage }) => ({
        id: passage.id,
        text: passage.text,
        sources: passage.sources,
      })),
    };
  };
}

/** The figure that a question asks for, where enough is stated for it. */
function figuresAbout(question: string, situation: Situation): string[] {
  const line =
    (ABOUT_MONEY.test(question) ? rentLine(situation) : undefined) ??
    (ABOUT_ROOM.test(question) ? knowledgeLine(situation) : undefined);
  return line === undefined ? [] : [line];
}

/** The part of a sentence that asks: "We have 500 rows, is that enough?" asks from its comma on. */
function askedIn(question: string, moods: MoodReader): string {
  const text = readable(normalise(question).text);
  const sentence = text.sentences.at(-1);
  const from = sentence && moods.asksFrom(text, sentence);
  return from === undefined ? question : text.text.slice(from);
}

export const isEmpty = (answer: Answer): boolean =>
  answer.figures.length === 0 && answer.passages.length === 0;
