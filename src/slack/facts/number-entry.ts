import { compilePhrase } from '../../text/phrase.ts';
import { type Quantity, quantities, shares } from '../../text/quantity.ts';
import { searchable } from '../../text/searchable.ts';
import { exampleOf, type NumberRule } from './number-rule.ts';

/** A number, or what is wrong with what somebody typed, in words for them. */
export type ReadNumber = { value: number } | { error: string };

/** Words that may stand beside a number and change nothing. */
const EMPTY_WORDS = [
  'about',
  'around',
  'approx',
  'approx.',
  'ca',
  'ca.',
  'roughly',
  '~',
  'per',
  '/',
  '+',
  '.',
];

/**
 * Reads what somebody typed where a number is asked for: "15k", "2 million", "72 %", "$0.005", "500 a day". Anything
 * beside the number that is no unit of it is refused rather than guessed at.
 */
export function readNumberEntry(typed: string, rule: NumberRule): ReadNumber {
  const text = typed.trim();
  if (!/\d/.test(text)) return { error: `Write a number in ${rule.unit}, such as ${exampleOf(rule)}.` };
  const [share] = rule.shares ? shares(text) : [];
  if (share && isEmpty(without(text, share), rule)) return inRange(share.value * 100, rule);
  const [found, second] = quantities(text);
  const times = found && !second && fits(found, text, rule) ? timesOf(without(text, found), rule) : undefined;
  if (!found || times === undefined)
    return { error: `Write only one number, in ${rule.unit}, such as ${exampleOf(rule)}.` };
  const isShare = rule.shares && found.value > 0 && found.value <= 1 && found.sign !== 'percent';
  return inRange(found.value * (isShare ? 100 : times), rule);
}

function inRange(exact: number, { least, most, unit }: NumberRule): ReadNumber {
  const value = Number(exact.toPrecision(12));
  if (value < least) return { error: `It must be at least ${shown(least)}, in ${unit}.` };
  if (most !== undefined && value > most) return { error: `It can be at most ${shown(most)}, in ${unit}.` };
  return { value };
}

const shown = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 6 });

function fits({ sign }: Quantity, text: string, { unit }: NumberRule): boolean {
  if (sign === 'percent') return unit === 'percent';
  if (sign === 'dollars') return unit.startsWith('dollars') && !/[€£]|euro/i.test(text);
  return true;
}

const without = (text: string, { start, end }: { start: number; end: number }): string =>
  `${text.slice(0, start)} ${text.slice(end)}`;

/** Units refer to no words of words.yaml. */
const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** What the words beside a number make of it: 1 for its own unit; undefined where they are no unit of it. */
function timesOf(rest: string, rule: NumberRule): number | undefined {
  if (isEmpty(rest, rule)) return 1;
  const text = searchable(rest);
  for (const { with: phrase, times } of rule.units ?? []) {
    const [place] = compilePhrase(phrase, NO_NAMES).find(text);
    if (place && isEmpty(without(text.text, place), rule)) return times;
  }
  return undefined;
}

/** Whether nothing is left but words of the unit. A minus is left: no fact is below zero. */
function isEmpty(rest: string, { unit }: NumberRule): boolean {
  const allowed = new Set([...EMPTY_WORDS, ...unit.toLowerCase().split(/\s+/).flatMap(bothNumbers)]);
  return rest
    .toLowerCase()
    .split(/\s+/)
    .every((word) => word === '' || allowed.has(word));
}

const bothNumbers = (word: string): string[] => [word, word.replace(/s$/, '')];
