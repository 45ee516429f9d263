import { errorBar } from './figures.ts';
import { factOf, type Situation } from './situation.ts';

/** Two pass rates on the same cases, as shares. */
export interface Comparison {
  rates: readonly [number, number];
  items: number;
  /** The error bar of the better one. */
  margin: number;
  isInside: boolean;
}

/** "45/50", "45 of 50", "45 out of 50". */
const RATIO = /(\d[\d,]*)\s*(?:\/|of|out of)\s*(?:the |our |all )?(\d[\d,]*)(?![\d,]*\s*%)/gi;
const PERCENT = /(\d+(?:\.\d+)?)\s*(?:%|percent\b|pct\b)/gi;
/** "on the 600 held-out questions", "100 test cases". */
const COUNTED =
  /(\d[\d,]*)\s+(?:(?:held[- ]out|labelled|labeled|real|fresh|test|unseen|hand[- ]checked|random)\s+)*(?:questions|cases|items|tickets|messages|e?-?mails|prompts|documents|samples|inputs|tasks|calls)\b/gi;

/** On how many cases today's score was taken, where the words tell; undefined where they do not. */
export function scoredOn(situation: Situation): number | undefined {
  const score = factOf(situation, 'score');
  if (typeof score?.value !== 'number') return undefined;
  const share = score.value / 100;
  const { quote } = score.evidence;
  const ratio = ratiosIn(quote).find(({ rate }) => Math.abs(rate - share) < 0.01);
  return ratio?.items ?? countIn(quote) ?? countIn(factOf(situation, 'measured')?.evidence.quote ?? '');
}

/** The trained model against the untuned one, where the words tell both rates and the number of cases. */
export function comparisonOf(situation: Situation): Comparison | undefined {
  const result = factOf(situation, 'training_result');
  if (!result) return undefined;
  const { quote } = result.evidence;
  const ratios = ratiosIn(quote);
  const [one, other] = ratios;
  if (one && other && ratios.length === 2 && one.items === other.items) {
    return compare(one.rate, other.rate, one.items);
  }
  const percents = [...quote.matchAll(PERCENT)].map(([, value]) => Number(value) / 100);
  const [first, second] = percents;
  const items = countIn(quote) ?? scoredOn(situation);
  if (first === undefined || second === undefined || percents.length !== 2 || items === undefined)
    return undefined;
  return first <= 1 && second <= 1 ? compare(first, second, items) : undefined;
}

function compare(one: number, other: number, items: number): Comparison {
  const margin = errorBar(Math.max(one, other), items);
  return { rates: [one, other], items, margin, isInside: Math.abs(one - other) < margin };
}

function ratiosIn(quote: string): { rate: number; items: number }[] {
  return [...quote.matchAll(RATIO)].flatMap(([, right, all]) => {
    const [passed, items] = [numberOf(right), numberOf(all)];
    return items >= 5 && passed <= items ? [{ rate: passed / items, items }] : [];
  });
}

/** The number of cases, where exactly one is told. */
function countIn(quote: string): number | undefined {
  const counts = new Set([...quote.matchAll(COUNTED)].map(([, value]) => numberOf(value)));
  const [only] = counts;
  return counts.size === 1 && only !== undefined && only >= 5 ? only : undefined;
}

const numberOf = (digits = ''): number => Number(digits.replace(/,/g, ''));
