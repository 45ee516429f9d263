import { z } from 'zod';
import { Fact } from './fact.ts';
import type { Guidance } from './guidance.ts';
import type { Pack } from './pack.ts';
import { type Situation, valuesOf } from './situation.ts';
import { slotsOf, valueInWords } from './slots.ts';
import type { Verdict } from './verdict.ts';
import { chooseWording, fill } from './wording.ts';

/** A quotation that the verdict rests on or that is useful now, and what it means. */
export const TellingQuote = z.object({ fact: Fact, means: z.string() });
export type TellingQuote = z.infer<typeof TellingQuote>;

/** What somebody wants decided is read from a question; it carries nothing of an advice. */
const NEVER_SHOWN = ['asks'];

/**
 * The facts worth showing, the most telling first: the verdict's reasons, then what the route's voice has words for.
 * What is neither is left out, and so is our own reading unless the verdict rests on it or the answer names it: one
 * quotation or none is fine. A quotation is shown once, also where it carries several facts.
 * @param named facts whose values stand in the answer
 */
export function quotesFor(
  situation: Situation,
  verdict: Verdict,
  guidance: Guidance,
  pack: Pack,
  named: readonly string[] = [],
): TellingQuote[] {
  const values = valuesOf(situation);
  const slots = slotsOf(situation, pack.vocabulary);
  const meaning = (fact: Fact): string | undefined => {
    const own = chooseWording(
      guidance.voice.already_have[fact.key] ?? [],
      values,
      slots,
      pack.conditions,
    )?.text;
    return own ?? generalMeaning(fact, pack);
  };
  const rank = (fact: Fact): number => {
    const reason = verdict.reasons.indexOf(fact.key);
    if (reason !== -1) return reason;
    const worded = Object.keys(guidance.voice.already_have).indexOf(fact.key);
    return worded !== -1 ? verdict.reasons.length + worded : Number.POSITIVE_INFINITY;
  };
  const shown = new Set<string>();
  const isUsed = ({ key }: Fact): boolean => verdict.reasons.includes(key) || named.includes(key);
  return situation.facts
    .filter((fact) => !NEVER_SHOWN.includes(fact.key) && (fact.state !== 'inferred' || isUsed(fact)))
    .map((fact) => ({ fact, rank: rank(fact) }))
    .filter(({ rank: worth }) => worth !== Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank)
    .flatMap(({ fact }) => {
      const means = meaning(fact);
      const place = `${fact.evidence.message} ${fact.evidence.quote}`;
      if (!means || fact.evidence.quote === '' || shown.has(place)) return [];
      shown.add(place);
      return [{ fact, means }];
    });
}

function generalMeaning(fact: Fact, pack: Pack): string | undefined {
  const definition = pack.vocabulary.get(fact.key);
  if (!definition) return undefined;
  const means =
    typeof definition.means === 'object' ? definition.means[String(fact.value)] : definition.means;
  return means && fill(means, new Map([['value', valueInWords(fact.value, definition)]]));
}
