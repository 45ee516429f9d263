import { z } from 'zod';
import { ChosenExperiment, chooseExperiment } from './experiment.ts';
import { experimentId } from './experiments.ts';
import { figuresFor, figuresOfRoute } from './figure-lines.ts';
import { Flip, flips } from './flips.ts';
import { Ladder, ladderFor } from './ladder.ts';
import type { Pack } from './pack.ts';
import { openQuestions, Question } from './questions.ts';
import { quotesFor, TellingQuote } from './quotes.ts';
import { Situation, valuesOf } from './situation.ts';
import { slotsOf } from './slots.ts';
import { decide, type Proposal, Verdict } from './verdict.ts';
import { fittingWording, slotsIn } from './wording.ts';

/** A hand-written sentence with its slots filled, and the passages behind it. */
export const Said = z.object({ text: z.string(), cite: z.array(z.string()) });
export type Said = z.infer<typeof Said>;

/** Everything a message is rendered from. It holds no text but the pack's, the team's own words and computed numbers. */
export const Assessment = z.object({
  situation: Situation,
  verdict: Verdict,
  headline: Said,
  reason: Said,
  quotes: z.array(TellingQuote),
  figures: z.array(z.string()),
  experiment: ChosenExperiment,
  changeMyMind: Said,
  questions: z.array(Question),
  flips: z.array(Flip),
  ladder: Ladder,
  /** Passages that back what is said, in the order in which they are numbered. */
  passages: z.array(z.object({ id: z.string(), because: z.string() })),
  packVersion: z.string(),
});
export type Assessment = z.infer<typeof Assessment>;

/**
 * Holds a situation against the pack.
 * @param ended names of experiments that the case is through with; they are not offered again while another fits
 * @throws RangeError when the pack lacks words for a route; a checked pack does not
 */
export function assess(
  situation: Situation,
  pack: Pack,
  proposal?: Proposal,
  ended: ReadonlySet<string> = new Set(),
): Assessment {
  const verdict = decide(situation, pack, proposal);
  const guidance = pack.guidance.get(verdict.route);
  if (!guidance) throw new RangeError(`The pack has no guidance for ${verdict.route}.`);
  const values = valuesOf(situation);
  const slots = slotsOf(situation, pack.vocabulary);
  const named = new Set<string>();
  const say = (wordings: Parameters<typeof fittingWording>[0]): Said => {
    const chosen = fittingWording(wordings, values, slots, pack.conditions);
    if (!chosen) throw new RangeError(`The pack has no fitting words for ${verdict.route}.`);
    for (const slot of slotsIn(chosen.wording.text)) named.add(slot);
    return { text: chosen.text, cite: [...chosen.wording.cite] };
  };
  const { voice } = guidance;
  const ownWords = verdict.route === verdict.ownRoute ? voice.because[verdict.problem] : undefined;
  const reason = say(ownWords ?? voice.because.otherwise ?? []);
  const left = guidance.experiments.filter(({ id }) => !ended.has(experimentId(verdict.route, id)));
  const experiment = chooseExperiment([...left, ...guidance.experiments], values, slots, pack.conditions);
  const changeMyMind = say(voice.change_my_mind);
  const headline = say(voice.headline);
  const questions = openQuestions(situation, verdict, pack, experiment.finds);
  return {
    situation,
    verdict,
    headline,
    reason,
    quotes: quotesFor(situation, verdict, guidance, pack, [...named]),
    figures: [...figuresFor(situation), ...figuresOfRoute(situation, verdict.route)],
    experiment,
    changeMyMind,
    questions,
    // A proposal that was followed is no flip of itself.
    flips: flips(situation, pack, questions).filter((flip) => flip.route !== verdict.route),
    ladder: ladderFor(verdict, values, pack),
    passages: cited([
      ['headline', headline.cite],
      ['reason', reason.cite],
      ['experiment', experiment.cite],
      ['change', changeMyMind.cite],
    ]),
    packVersion: pack.version,
  };
}

/** The cited passages, each once, with the first thing it backs. */
function cited(parts: readonly [string, readonly string[]][]): { id: string; because: string }[] {
  const seen = new Map<string, string>();
  for (const [because, ids] of parts) for (const id of ids) if (!seen.has(id)) seen.set(id, because);
  return [...seen].map(([id, because]) => ({ id, because }));
}
