import { z } from 'zod';
import type { Assessment } from '../advisor/assessment.ts';
import { Route } from '../advisor/routes.ts';
import { Answer } from '../curator/answer/answer.ts';
import { FactDeed } from '../store/inbound.ts';
import { type RecordUtterance, StoredRecords } from './record-utterances.ts';
import { StoredThreads, type ThreadUtterance } from './thread-utterances.ts';

/** A quotation with its author and the message it stands in, for showing why something changed. */
export const Quoted = z.object({ quote: z.string(), author: z.string(), message: z.string() });
export type Quoted = z.infer<typeof Quoted>;

/** Something a person did by hand: their name and the rest of the sentence. */
export const Deed = z.object({ by: z.string(), did: z.string() });
export type Deed = z.infer<typeof Deed>;

/** What somebody set by hand, as it is posted in their name: a line a fact, with question and answer. */
export const Said = z.object({
  by: z.string(),
  deed: FactDeed,
  lines: z.array(
    z.object({
      question: z.string(),
      answer: z.string(),
      /** What it took the place of, and whose word that was; nobody's when it was our own reading. */
      instead: z.object({ answer: z.string(), of: z.string().optional() }).optional(),
    }),
  ),
  /** The advice stays; said as soon as that is known. */
  unchanged: z.boolean().default(false),
});
export type Said = z.infer<typeof Said>;

/** A short reply in the thread: what changed and why, what was answered, what could not be done. */
export const Reply = z.object({
  changed: z
    .object({ from: Route, to: Route, because: Quoted.optional(), reason: z.string(), next: z.string() })
    .optional(),
  /** What a mention brought that leaves the advice as it is. */
  noted: z.array(Quoted).default([]),
  /** The advice stays; said where somebody asked for a word. */
  unchanged: z.boolean().default(false),
  /** What people did by hand since the last turn. */
  deeds: z.array(Deed).default([]),
  answers: z.array(Answer),
  /** Plain sentences about what could not be done, and what was kept. */
  notes: z.array(z.string()),
});
export type Reply = z.infer<typeof Reply>;

/** Somebody who turned to us, and the message with which they did. */
export const Asker = z.object({ user: z.string(), ts: z.string() });
export type Asker = z.infer<typeof Asker>;

/** Our messages as they are kept in the outbox; a verdict names its turn instead of repeating it. */
export const StoredUtterance = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('root'),
    asker: z.string(),
    text: z.string(),
    headline: z.string().optional(),
    /** Where the asker alone can be answered, if this cannot be posted. */
    responseUrl: z.string().optional(),
  }),
  z.object({ kind: z.literal('verdict'), turn: z.number(), notes: z.array(z.string()) }),
  z.object({
    kind: z.literal('reply'),
    reply: Reply,
    /** Who is answered by it, each with the latest message that turned to us. */
    to: z.array(Asker).optional(),
  }),
  z.object({ kind: z.literal('said'), said: Said }),
  /** The verdict for the asker alone, where the app cannot post. */
  z.object({ kind: z.literal('private'), turn: z.number(), responseUrl: z.string(), reason: z.string() }),
  ...StoredRecords,
  ...StoredThreads,
]);
export type StoredUtterance = z.infer<typeof StoredUtterance>;

/** A verdict with all it is rendered from. */
export interface VerdictUtterance {
  kind: 'verdict';
  assessment: Assessment;
  curator: 'llm' | 'offline';
  /** The model that read, where one did. */
  model?: string | undefined;
  summary: readonly string[];
  notes: readonly string[];
  /** Whether we follow the thread, for the menu that changes it. */
  following: boolean;
  /** Whether something was decided, with which it can be compared. */
  decided?: boolean;
}

/** Tells somebody alone that what they asked to be forgotten is gone. It belongs to no case, and is kept nowhere. */
export interface ForgottenUtterance {
  kind: 'forgotten';
  what: 'case' | 'person';
  /** How many cases are gone, and from how many cases of others their words are. */
  cases: number;
  others: number;
  /** What became of our messages in Slack. */
  deleted: number;
  replaced: number;
  left: number;
}

/** What is handed to a voice. */
export type Utterance =
  | Extract<StoredUtterance, { kind: 'root' | 'reply' | 'said' }>
  | VerdictUtterance
  | RecordUtterance
  | ThreadUtterance
  | ForgottenUtterance
  | { kind: 'private'; verdict: VerdictUtterance; reason: string };
