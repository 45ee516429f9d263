import type { Assessment } from '../../advisor/assessment.ts';
import type { TellingQuote } from '../../advisor/quotes.ts';
import { firstCharacters } from '../../text/first-characters.ts';

/** The parts of a verdict message, cut to what fits one screen. */
export interface VerdictParts {
  quotes: { quote: TellingQuote; text: string }[];
  figures: readonly string[];
  ladder: boolean;
  changeMyMind: boolean;
  summary: readonly string[];
}

const MOST_QUOTES = 2;

/** How long the message would be with these parts, as people read it. */
export type Measure = (parts: VerdictParts) => { characters: number; lines: number };

export const LONGEST_VERDICT = 1300;
export const MOST_LINES = 20;

/**
 * Leaves out, one after the other, what matters least, until the message fits: the model's summary, the ladder, the
 * second quotation, figures; quotations are shortened before. The answer, the experiment and the question always stay;
 * all that is left out here stands behind "Why?".
 * @param dispute both sides of what people differ about, which are shown before all else
 */
export function fitVerdict(
  assessment: Assessment,
  dispute: readonly TellingQuote[],
  summary: readonly string[],
  measure: Measure,
): VerdictParts {
  let parts: VerdictParts = {
    quotes: [...dispute, ...assessment.quotes]
      .slice(0, MOST_QUOTES)
      .map((quote) => ({ quote, text: oneLine(quote.fact.evidence.quote) })),
    figures: assessment.figures.slice(0, 1),
    ladder: true,
    changeMyMind: true,
    summary,
  };
  const oneQuote = (now: VerdictParts): VerdictParts => ({ ...now, quotes: now.quotes.slice(0, 1) });
  const steps: ((now: VerdictParts) => VerdictParts)[] = [
    (now) => ({ ...now, quotes: now.quotes.map((each) => ({ ...each, text: cut(each.text, 90) })) }),
    (now) => ({ ...now, summary: [] }),
    (now) => ({ ...now, quotes: now.quotes.map((each) => ({ ...each, text: cut(each.text, 60) })) }),
    (now) => ({ ...now, ladder: false }),
    ...(dispute.length > 0 ? [] : [oneQuote]),
    (now) => ({ ...now, figures: [] }),
    (now) => ({ ...now, changeMyMind: false }),
    // Of a dispute both sides are shown for as long as anything else can go.
    ...(dispute.length > 0 ? [oneQuote] : []),
  ];
  for (const step of steps) {
    const { characters, lines } = measure(parts);
    if (characters <= LONGEST_VERDICT && lines <= MOST_LINES) break;
    parts = step(parts);
  }
  return parts;
}

/** A quotation as it is shown: somebody's list or paragraphs in one line. */
export const oneLine = (quote: string): string => quote.trim().replace(/\s+/g, ' ');

/** The beginning of a text up to a whole word, with an ellipsis where something is left out. */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const space = text.lastIndexOf(' ', longest - 1);
  return `${firstCharacters(text, space > longest / 2 ? space : longest - 1)} …`;
}
