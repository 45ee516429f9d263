import type { Assessment } from '../advisor/assessment.ts';
import type { FactState, FactValue, Statement } from '../advisor/fact.ts';
import type { Situation } from '../advisor/situation.ts';
import type { Proposal } from '../advisor/verdict.ts';
import type { Planned, PlanRequest } from './plan.ts';

/** A message as a curator reads it. */
export interface Message {
  /** Its Slack time stamp, or its index in a file. */
  id: string;
  author: string;
  text: string;
  /** When it was written, in milliseconds since 1970. */
  at: number;
}

/** What a curator says it read, before anything is verified. */
export interface ReadFact {
  key: string;
  /** In the fact's type, or as text. */
  value: FactValue;
  quote: string;
  message: string;
  /** The reader itself marks it as no more than its own reading. */
  state?: Extract<FactState, 'inferred'>;
}

/** A question somebody asked that deserves an answer of its own. */
export interface Ask {
  text: string;
  message: string;
}

/** What reading took. Answers from our own cache take nothing, and are counted apart. */
export interface Usage {
  inputTokens: number;
  /** Of the input tokens, those that the provider had cached. */
  cachedTokens: number;
  outputTokens: number;
  calls: number;
  /** Answers that came from our own cache instead of a call. */
  cacheHits: number;
  /** Input tokens by our own count, and of them those that are the same to the byte in each call. */
  sentTokens: number;
  stableTokens: number;
}

export const addUsages = (a: Usage, b: Usage): Usage => ({
  inputTokens: a.inputTokens + b.inputTokens,
  cachedTokens: a.cachedTokens + b.cachedTokens,
  outputTokens: a.outputTokens + b.outputTokens,
  calls: a.calls + b.calls,
  cacheHits: a.cacheHits + b.cacheHits,
  sentTokens: a.sentTokens + b.sentTokens,
  stableTokens: a.stableTokens + b.stableTokens,
});

export const NO_USAGE: Usage = {
  inputTokens: 0,
  cachedTokens: 0,
  outputTokens: 0,
  calls: 0,
  cacheHits: 0,
  sentTokens: 0,
  stableTokens: 0,
};

/** What was read and survived verification. */
export interface Reading {
  statements: Statement[];
  asks: Ask[];
  proposal?: Proposal;
  usage: Usage;
  /** Which curator read: the one asked, or the one that stood in for it. */
  curator: 'llm' | 'offline';
  /** The model that read, where one did. */
  model?: string;
  /** Why another curator stood in for the model, for the log; nothing of what anybody wrote is in it. */
  stoodInBecause?: string;
  /** A limit of the day stood in the model's way: a sentence that says so, for people to hear once a day. */
  limitReached?: string;
  /** Facts that were returned and not let through, by reason. */
  dropped: readonly { fact: ReadFact; why: string }[];
  /** Plain sentences for people: what could not be read, and why another curator stood in. */
  notes: readonly string[];
}

/** Reads what was not read yet; `situation` is what is known from before. */
export interface ReadRequest {
  messages: readonly Message[];
  situation: Situation;
  /** Whose text it is, as a prefix for what is cached of it; it is purged with it. */
  scope?: string;
  /** Ends the reading, which is then thrown away. */
  signal?: AbortSignal;
}

/** The situation against the guidance in at most three sentences; only those that were verified. */
export interface Summary {
  sentences: readonly string[];
  /** How many sentences the model gave that were not kept. */
  rejected: number;
  usage: Usage;
}

/** No model summed up: the pack's own words stand. */
export const NO_SUMMARY: Summary = { sentences: [], rejected: 0, usage: NO_USAGE };

export interface SummaryRequest {
  assessment: Assessment;
  /** What the reading of the same turn took. */
  reading?: Usage;
  /** Whose text it is, as a prefix for what is cached of it. */
  scope?: string;
  signal?: AbortSignal;
}

export interface Curator {
  /** @throws the signal's reason when it aborts, and nothing else for what is wrong with a model */
  read(request: ReadRequest): Promise<Reading>;
  /** Never fails: without sentences the pack's own words stand. */
  summarise(request: SummaryRequest): Promise<Summary>;
  /** Chooses and orders steps among those offered. Never fails: the offline plan stands in. */
  plan(request: PlanRequest): Promise<Planned>;
}
