import { z } from 'zod';
import type { FactDefinition } from '../../advisor/vocabulary.ts';
import { quantities, shares } from '../../text/quantity.ts';

/** What a number must be to be taken; a form carries it along, so that it is read as it was asked for. */
export const NumberRule = z.object({
  unit: z.string(),
  least: z.number(),
  most: z.number().optional(),
  /** Whether "0.85" means 85. */
  shares: z.boolean().optional(),
});
export type NumberRule = z.infer<typeof NumberRule>;

export const ruleOf = ({
  unit,
  least,
  most,
  shares: asShare,
}: Extract<FactDefinition, { type: 'number' }>): NumberRule => ({
  unit,
  least,
  ...(most === undefined ? {} : { most }),
  ...(asShare ? { shares: true } : {}),
});

/** A number, or what is wrong with what somebody typed, in words for them. */
export type ReadNumber = { value: number } | { error: string };

/** Words that may stand beside a number and change nothing. */
const EMPTY_WORDS = ['about', 'around', 'approx', 'ca', 'roughly', 'some', '~', 'per', '/', '+', '.'];

/**
 * Reads what somebody typed where a number is asked for: "15k", "2 million", "72 %", "$0.005". Anything beside the
 * number that is not its unit is refused rather than guessed at: 500 a day are not 500 a month.
 */
export function readNumberEntry(typed: string, rule: NumberRule): ReadNumber {
  const text = typed.trim();
  if (!/\d/.test(text)) return { error: `Write a number ${inUnit(rule)}, such as ${exampleOf(rule)}.` };
  const [share] = rule.shares ? shares(text) : [];
  if (share && isEmpty(without(text, share), rule)) return inRange(share.value * 100, rule);
  const [found, second] = quantities(text);
  if (!found || second || !isEmpty(without(text, found), rule) || !fits(found.sign, text, rule))
    return { error: `Write only one number, ${inUnit(rule)}, such as ${exampleOf(rule)}.` };
  const isShare = rule.shares && found.value > 0 && found.value <= 1 && found.sign !== 'percent';
  return inRange(isShare ? found.value * 100 : found.value, rule);
}

/** The unit as people are told of it. */
export const inUnit = ({ unit }: NumberRule): string => `in ${unit}`;

/** What can be typed there. */
export function exampleOf({ unit, most }: NumberRule): string {
  if (unit === 'percent') return '72 or 72 %';
  if (unit.startsWith('dollars')) return '0.005 or $0.005';
  return most !== undefined && most < 15_000 ? '5' : '15000, 15k or 2 million';
}

function inRange(exact: number, { least, most }: NumberRule): ReadNumber {
  const value = Number(exact.toPrecision(12));
  if (value < least) return { error: `It must be at least ${shown(least)}.` };
  if (most !== undefined && value > most) return { error: `It can be at most ${shown(most)}.` };
  return { value };
}

const shown = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 6 });

function fits(sign: 'percent' | 'dollars' | undefined, text: string, { unit }: NumberRule): boolean {
  if (sign === 'percent') return unit === 'percent';
  if (sign === 'dollars') return unit.startsWith('dollars') && !/[€£]|euro/i.test(text);
  return true;
}

const without = (text: string, { start, end }: { start: number; end: number }): string =>
  `${text.slice(0, start)} ${text.slice(end)}`;

/** Whether nothing is left but words of the unit. A minus is left: no fact is below zero. */
function isEmpty(rest: string, { unit }: NumberRule): boolean {
  const allowed = new Set([...EMPTY_WORDS, ...unit.toLowerCase().split(/\s+/).flatMap(bothNumbers)]);
  return rest
    .toLowerCase()
    .split(/\s+/)
    .every((word) => word === '' || allowed.has(word));
}

const bothNumbers = (word: string): string[] => [word, word.replace(/s$/, '')];
