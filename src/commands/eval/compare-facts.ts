import { z } from 'zod';
import { FactValue } from '../../advisor/fact.ts';
import type { Situation } from '../../advisor/situation.ts';
import type { FactDefinition, Vocabulary } from '../../advisor/vocabulary.ts';
import type { EvalCase } from '../eval-case.ts';
import { overlaps } from './overlaps.ts';

const Held = z.object({ key: z.string(), value: FactValue, quote: z.string() });
type Held = z.infer<typeof Held>;

/** The facts that were read, against those that the labellers found. */
export const ComparedFacts = z.object({
  /** Labelled facts: found with their value, read with another one (misread), or not read at all (missed). */
  labels: z.array(Held.extend({ outcome: z.enum(['found', 'misread', 'missed']) })),
  /**
   * Facts that were read, those that people differ about with each of their values. Unlabelled: no labeller saw anything
   * there, which is a misreading or a gap in the labels.
   */
  readings: z.array(Held.extend({ outcome: z.enum(['right', 'misread', 'unlabelled']) })),
});
export type ComparedFacts = z.infer<typeof ComparedFacts>;

/** Numbers this close, as a share of the larger, are the same figure. */
const SAME_FIGURE = 0.01;

/**
 * The labelled facts as far as they say something in the pack's own words; undefined for labels in other words, which
 * can only be held against ours by their quotations.
 */
export function labelsInOurWords({ facts }: EvalCase, vocabulary: Vocabulary): Label[] | undefined {
  const labels: Label[] = [];
  for (const { name, value, quote, message } of facts) {
    const definition = vocabulary.get(name);
    if (!definition) return undefined;
    if (value === null || value === undefined) continue;
    if (!couldSay(value, definition)) return undefined;
    labels.push({ key: name, value, quote: quote ?? '', message: message ?? 0 });
  }
  return labels.length > 0 ? labels : undefined;
}

/** A labelled fact in the pack's words, and the index of the message it stands in. */
export interface Label extends Held {
  message: number;
}

const couldSay = (value: FactValue, definition: FactDefinition): boolean =>
  definition.type === 'choice'
    ? definition.choices.some((choice) => choice === value)
    : typeof value === (definition.type === 'text' ? 'string' : definition.type);

/** @param thread all that was said, in the form in which quotations are compared */
export function compareFacts(
  labels: readonly Label[],
  situation: Situation,
  vocabulary: Vocabulary,
  thread: string,
): ComparedFacts {
  const held = heldIn(situation);
  const isThere = (one: Held, others: readonly Held[]): boolean =>
    others.some((other) => other.key === one.key && isSame(one, other, vocabulary.get(one.key), thread));
  const hasKey = ({ key }: Held, others: readonly Held[]): boolean =>
    others.some((other) => other.key === key);
  return {
    labels: labels.map((label) => {
      const { key, value, quote } = label;
      const other = hasKey(label, held) ? 'misread' : 'missed';
      return { key, value, quote, outcome: isThere(label, held) ? 'found' : other };
    }),
    readings: held.map((fact) => {
      const other = hasKey(fact, labels) ? 'misread' : 'unlabelled';
      return { ...fact, outcome: isThere(fact, labels) ? 'right' : other };
    }),
  };
}

const heldIn = ({ facts, conflicts }: Situation): Held[] =>
  [...facts, ...conflicts.flatMap(({ statements }) => statements)].map(({ key, value, evidence }) => ({
    key,
    value,
    quote: evidence.quote,
  }));

/** Texts can be put in many words: they are the same where they come from the same place. */
function isSame(a: Held, b: Held, definition: FactDefinition | undefined, thread: string): boolean {
  if (definition?.type === 'text') return overlaps(a.quote, b.quote, thread);
  if (definition?.type === 'number') {
    const [one, other] = [Number(a.value), Number(b.value)];
    return Math.abs(one - other) <= SAME_FIGURE * Math.max(Math.abs(one), Math.abs(other));
  }
  return String(a.value) === String(b.value);
}
