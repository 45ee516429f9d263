import type { Conditions } from './condition.ts';
import { holds, type Values } from './evaluate.ts';
import type { Wording } from './guidance.ts';

/** What can stand between braces in the pack's wordings, beside the keys of number and text facts. */
export const FIGURE_SLOTS = [
  'rent_per_month',
  'knowledge_pages',
  'test_items',
  'score_margin',
  'difference',
  'inside_margin',
] as const;
/** What can stand between braces in an experiment, beside those. */
export const EXPERIMENT_SLOTS = ['items', 'pass_count', 'pass_percent', 'margin'] as const;

/** Fillers by slot. */
export type Slots = ReadonlyMap<string, string>;

const SLOT = /\{([a-z_]+)\}/g;

/** The slots of a wording, each once. */
export const slotsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(SLOT)].flatMap(([, name]) => (name ? [name] : []))),
];

/** Fills a wording's slots; undefined when one of them has no filler. */
export function fill(text: string, slots: Slots): string | undefined {
  if (slotsIn(text).some((name) => !slots.has(name))) return undefined;
  return text.replace(SLOT, (_, name: string) => slots.get(name) ?? '');
}

/** The first wording that fits the known facts and can be filled, as it is written and with its slots filled. */
export function fittingWording(
  wordings: readonly Wording[],
  values: Values,
  slots: Slots,
  named: Conditions,
): { wording: Wording; text: string } | undefined {
  for (const wording of wordings) {
    if (wording.when && !holds(wording.when, values, named)) continue;
    const text = fill(wording.text, slots);
    if (text !== undefined) return { wording, text };
  }
  return undefined;
}

/** The first wording that fits the known facts and can be filled, with its slots filled. */
export function chooseWording(
  wordings: readonly Wording[],
  values: Values,
  slots: Slots,
  named: Conditions,
): { text: string; cite: readonly string[] } | undefined {
  const fitting = fittingWording(wordings, values, slots, named);
  return fitting && { text: fitting.text, cite: fitting.wording.cite };
}
