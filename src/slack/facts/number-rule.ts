import { z } from 'zod';
import type { FactDefinition } from '../../advisor/vocabulary.ts';

/** What a number must be to be taken; a form carries it along, so that it is read as it was asked for. */
export const NumberRule = z.object({
  unit: z.string(),
  least: z.number(),
  most: z.number().optional(),
  /** Whether "0.85" means 85. */
  shares: z.boolean().optional(),
  /** Units that can be named instead, as phrases of the pack, and what one makes in the fact's own. */
  units: z.array(z.object({ with: z.string(), times: z.number() })).optional(),
});
export type NumberRule = z.infer<typeof NumberRule>;

type NumberFact = Extract<FactDefinition, { type: 'number' }>;

/** How a fact's numbers are to be read. @param words the pack's shorthands, for the phrases of its units */
export function ruleOf(
  { unit, units, least, most, shares }: NumberFact,
  words: ReadonlyMap<string, string>,
): NumberRule {
  // A unit whose worth stands elsewhere in a message is none that can be typed.
  const spelled = units.flatMap(({ with: phrase, times }) =>
    typeof times === 'number' ? [{ with: spell(phrase, words), times }] : [],
  );
  return {
    unit,
    least,
    ...(most === undefined ? {} : { most }),
    ...(shares ? { shares } : {}),
    ...(spelled.length > 0 ? { units: spelled } : {}),
  };
}

/** A phrase with its shorthands written out; they may hold others. */
function spell(phrase: string, words: ReadonlyMap<string, string>, depth = 0): string {
  if (depth > 5) return phrase;
  return phrase.replace(/\$([a-z_]+)/g, (all, name: string) => {
    const meant = words.get(name);
    return meant === undefined ? all : spell(meant, words, depth + 1);
  });
}

/** What can be typed there. */
export function exampleOf({ unit, most }: NumberRule): string {
  if (unit === 'percent') return '72 or 72 %';
  if (unit.startsWith('dollars')) return '0.005 or $0.005';
  return most !== undefined && most < 15_000 ? '5' : '15000, 15k or 2 million';
}

const MOST_UNITS = 4;

/** What people are told beside the field: the unit, the limit, and other units that can be named. */
export function hintOf({ unit, most, units = [] }: NumberRule): string {
  const limit = most === undefined ? '' : `, at most ${most.toLocaleString('en-US')}`;
  const others = units.slice(0, MOST_UNITS).map(({ with: phrase }) => firstChoice(phrase));
  const more = units.length > MOST_UNITS ? ', …' : '';
  const named = others.length > 0 ? ` Or name another unit: ${others.join(', ')}${more}.` : '';
  return `A number in ${unit}${limit}.${named}`;
}

/** "(page|pages|seite)" as "page". */
const firstChoice = (phrase: string): string => phrase.replace(/\(([^()|]*)(?:\|[^()]*)?\)/g, '$1').trim();
