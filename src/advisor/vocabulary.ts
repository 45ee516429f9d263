import { z } from 'zod';
import { Condition, FactTest } from './condition.ts';
import { FactValue } from './fact.ts';

const Text = z.string().trim().min(1);

/** Sentences in which a fact may stand although they ask, tell a plan, doubt, or tell of somebody else or of what is over. */
export const Mood = z.enum(['question', 'plan', 'doubt', 'elsewhere', 'past']);
export type Mood = z.infer<typeof Mood>;

/** A wording that carries a value; see docs/pack.md for how phrases are written. A plain text is its `match`. */
export const Cue = z.preprocess(
  (cue) => (typeof cue === 'string' ? { match: cue } : cue),
  z.strictObject({
    match: Text,
    /** Take the wording literally: a "not" before it does not turn it round. */
    literal: z.boolean().default(false),
    /** Moods allowed here beside those of the fact. */
    may_be: z.array(Mood).default([]),
    /** The sentence must not contain this phrase. */
    unless: Text.optional(),
    /** The sentence must contain this phrase too, before or behind; of several, all of them. */
    with: z.preprocess((some) => (typeof some === 'string' ? [some] : some), z.array(Text)).default([]),
    /** The message must contain this phrase too. */
    near: Text.optional(),
    /** The message must not contain this phrase anywhere. */
    nowhere: Text.optional(),
    /**
     * How the second score (`##`) of `match` must stand to the first; with `against`, how its score or number must stand
     * to that of a phrase elsewhere in the sentence.
     */
    scores: z
      .array(z.enum(['up', 'level', 'down']))
      .min(1)
      .optional(),
    against: Text.optional(),
    /** Its number must be at least and at most this; a percentage counts as hundredths. */
    least: z.number().optional(),
    most: z.number().optional(),
    /** The number that a wording without one tells: 0 for "no labels". */
    tells: z.number().optional(),
    /** This wording only hints: what it finds is inferred, never stated. */
    hint: z.boolean().default(false),
  }),
);
export type Cue = z.infer<typeof Cue>;

const Shared = {
  key: z.string().regex(/^[a-z][a-z_]*$/, 'use small letters and underscores'),
  description: Text,
  /** The description for a model that reads, in as few tokens as carry it. */
  brief: Text,
  question: Text,
  /**
   * Whose word holds when several differ. conflict: ask them; latest: the last one said; strongest: the choice that
   * comes first in the list.
   */
  merge: z.enum(['conflict', 'latest', 'strongest']).default('conflict'),
  /** Measured results that end a disagreement about it, and which value they give right. */
  settled_by: z.array(z.strictObject({ is: FactValue, when: FactTest })).default([]),
  /** What takes it for granted: while people differ about this fact, what meets one of these does not count. */
  presumed_by: z.array(FactTest).default([]),
  may_be: z.array(Mood).default([]),
  /** Counts only in the message that opens a case: what is asked later is answered, and moves nothing. */
  opening_only: z.boolean().default(false),
  /** Beside one of its terms, a sentence must contain one of these phrases to carry the fact. */
  context: z.array(Text).default([]),
  /** Asked for only while this holds; nobody wants to be asked about the retrieval of a sorting job. */
  ask_when: Condition.optional(),
  /** A fact whose question asks for the same thing: only one of the two is asked. */
  asked_as: z.string().optional(),
  /** How willingly the fact is asked for, against others whose answer would change as much. */
  weight: z.number().min(0).default(1),
};

/**
 * By value. `terms`: phrases of which a sentence must contain one to carry the value; `says`: the value as half a
 * sentence ("you have no retrieval yet"); `means`: what a quotation with it tells ("the gap is knowledge, not tone").
 */
const perValue = <T extends z.ZodType>(type: T) => z.record(z.string(), type);

const BooleanFact = z.strictObject({
  ...Shared,
  type: z.literal('boolean'),
  /** What nothing but "yes" or "no" says as an answer to any of its questions; nothing, where that would not be plain. */
  plain_answer: z.strictObject({ yes: z.boolean().optional(), no: z.boolean().optional() }).optional(),
  terms: perValue(z.array(Text)).default({}),
  says: perValue(Text).default({}),
  means: perValue(Text).default({}),
  cues: perValue(z.array(Cue)).default({}),
});

const ChoiceFact = z.strictObject({
  ...Shared,
  type: z.literal('choice'),
  choices: z.array(z.string().regex(/^[a-z][a-z-]*$/, 'use small letters and hyphens')).min(2),
  /** Values that are what another value looks like from outside: a search that fails looks like missing facts. */
  explains: z.record(z.string(), z.array(z.string())).default({}),
  terms: perValue(z.array(Text)).default({}),
  says: perValue(Text).default({}),
  means: perValue(Text).default({}),
  cues: perValue(z.array(Cue)).default({}),
});

const NumberFact = z.strictObject({
  ...Shared,
  type: z.literal('number'),
  unit: Text,
  /** Given where a number alone answers all of its questions; `none`: what "none" says. */
  plain_answer: z.strictObject({ none: z.number().optional() }).optional(),
  /** Units people use instead, and what one makes in the fact's own: calls "a day" × 30, or the number of a phrase. The first found counts. */
  units: z.array(z.strictObject({ with: Text, times: z.union([z.number().positive(), Text]) })).default([]),
  /** What its numbers may be said to measure ("tokens", "pages"); a number of something else is another figure. */
  measures: z.array(Text).default([]),
  /** Whether "0.85" means 85, as people write shares. */
  shares: z.boolean().default(false),
  /** Values between which nothing decides; where a question is weighed, one value of each band is tried. */
  bands: z.array(z.number()).default([]),
  least: z.number().default(0),
  most: z.number().optional(),
  terms: z.array(Text).default([]),
  says: Text.optional(),
  means: Text.optional(),
  cues: z.array(Cue).default([]),
});

const TextFact = z.strictObject({
  ...Shared,
  type: z.literal('text'),
  terms: z.array(Text).default([]),
  says: Text.optional(),
  means: Text.optional(),
  cues: z.array(Cue).default([]),
});

/** One entry of facts.yaml. */
export const FactDefinition = z.discriminatedUnion('type', [BooleanFact, ChoiceFact, NumberFact, TextFact]);
export type FactDefinition = z.infer<typeof FactDefinition>;

/** The facts a pack can hold, by key, in the order of the file. */
export type Vocabulary = ReadonlyMap<string, FactDefinition>;
