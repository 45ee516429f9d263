import { z } from 'zod';
import { figuresFor } from '../../advisor/figure-lines.ts';
import { Source } from '../../advisor/guidance.ts';
import type { Pack } from '../../advisor/pack.ts';
import type { Situation } from '../../advisor/situation.ts';
import type { Ask } from '../curator.ts';
import { createPassageFinder } from './find-passages.ts';

/** An answer to a question: at most two passages of the pack, or a figure; none of them when the pack is silent. */
export const Answer = z.object({
  question: z.string(),
  message: z.string(),
  figures: z.array(z.string()),
  passages: z.array(z.object({ id: z.string(), text: z.string(), sources: z.array(Source) })),
});
export type Answer = z.infer<typeof Answer>;

/** Below this share of the question's words a passage is about something else. */
const FITS = 0.6;
/** A second passage is shown only when it fits nearly as well as the first. */
const NEARLY = 0.9;
const MOST_PASSAGES = 2;

const ABOUT_MONEY =
  /\b(?:costs?|price[sd]?|pay|bill|money|budget|expensive|cheap(?:er)?|dollars?|\$|kosten|kostet|cuesta|precio)\b/i;

/** Answers questions from the pack and from the figures that follow from what the team stated. */
export function createAnswerer(pack: Pack): (ask: Ask, situation: Situation) => Answer {
  const find = createPassageFinder(pack);
  return (ask, situation) => {
    const found = find(ask.text)
      .filter(({ score }) => score >= FITS)
      .sort((a, b) => b.score - a.score);
    const best = found[0]?.score ?? 0;
    const passages = found.filter(({ score }) => score >= NEARLY * best).slice(0, MOST_PASSAGES);
    return {
      question: ask.text,
      message: ask.message,
      figures: ABOUT_MONEY.test(ask.text) ? figuresFor(situation).slice(0, 1) : [],
      passages: passages.map(({ passage: { id, text, sources } }) => ({ id, text, sources })),
    };
  };
}

export const isEmpty = (answer: Answer): boolean =>
  answer.figures.length === 0 && answer.passages.length === 0;
