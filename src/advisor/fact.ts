import { z } from 'zod';

/** What a fact may say. Numbers are in the unit that the vocabulary gives for their key. */
export const FactValue = z.union([z.boolean(), z.number(), z.string()]);
export type FactValue = z.infer<typeof FactValue>;

/**
 * How we know it: a sentence of the team carries it, we read it into an exact quotation that does not carry it by
 * itself, or a person set it by hand (or measured it).
 */
export const FactState = z.enum(['stated', 'inferred', 'corrected']);
export type FactState = z.infer<typeof FactState>;

/** Where a fact comes from. `quote` is an exact part of the message named by `message`. */
export const Evidence = z.object({
  quote: z.string(),
  author: z.string(),
  /** When it was said, in milliseconds since 1970. */
  at: z.number(),
  /** The message's id: its Slack time stamp, or its index in a file. */
  message: z.string(),
});
export type Evidence = z.infer<typeof Evidence>;

/** One thing that one person said once. A situation is what many of these amount to. */
export const Statement = z.object({
  key: z.string(),
  value: FactValue,
  state: FactState,
  evidence: Evidence,
});
export type Statement = z.infer<typeof Statement>;

/** A person took a fact out: what was said of it before counts no more. `value` is the one that was taken out. */
export const Removal = Statement.extend({ state: z.literal('removed') });
export type Removal = z.infer<typeof Removal>;

/** What a case file records of a fact: that it was said, or that it was taken out. */
export type Recorded = Statement | Removal;

/** A statement that holds now, and the one it took the place of, when somebody should be told. */
export const Fact = Statement.extend({ replaced: Statement.optional() });
export type Fact = z.infer<typeof Fact>;
