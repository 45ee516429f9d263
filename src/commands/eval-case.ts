import { z } from 'zod';
import { FactValue } from '../advisor/fact.ts';
import { Route, Standing } from '../advisor/routes.ts';
import { ComparedFacts } from './eval/compare-facts.ts';
import { ComparedQuestions } from './eval/compare-questions.ts';
import { MessageFile } from './read-messages.ts';

/** A labelled situation. Other keys (why, missing, voice) are for people. */
export const EvalCase = MessageFile.extend({
  id: z.string(),
  expected_route: Route,
  acceptable_routes: z.array(Route),
  facts: z
    .array(
      z.object({
        name: z.string(),
        value: FactValue.nullish(),
        quote: z.string().nullish(),
        /** The index of the message it stands in. */
        message: z.number().int().min(0).nullish(),
      }),
    )
    .default([]),
  /** Facts that a good adviser would ask for here; without it, those that the labelled facts leave open. */
  worth_asking: z.array(z.string()).optional(),
  adversarial: z.boolean().default(false),
  off_topic: z.boolean().default(false),
});
export type EvalCase = z.infer<typeof EvalCase>;

/** How one case came out. */
export const CaseResult = z.object({
  id: z.string(),
  route: Route,
  standing: Standing,
  decidedBy: z.enum(['rules', 'reader']),
  problem: z.string(),
  expected: Route,
  acceptable: z.array(Route),
  /** The expected route; for a case that is not our subject, also the standing out-of-scope. */
  isStrict: z.boolean(),
  isAcceptable: z.boolean(),
  adversarial: z.boolean(),
  offTopic: z.boolean(),
  facts: z.array(z.object({ key: z.string(), value: FactValue, state: z.string(), quote: z.string() })),
  questions: z.array(z.string()),
  curator: z.enum(['llm', 'offline']),
  /** Why the offline curator read in place of the model that was asked; null where none stood in. */
  fellBack: z.string().nullable(),
  /** How often the model was asked again, because its first answer could not be used. */
  repairs: z.number(),
  /** Labelled quotations that overlap one of ours. */
  quotationsFound: z.number(),
  quotationsLabelled: z.number(),
  invalidQuotations: z.number(),
  /** Why facts that the curator returned were not let through, each by its reason. */
  dropped: z.array(z.string()),
  /** Against the labelled facts; null where these are not in the pack's own words. */
  comparedFacts: ComparedFacts.nullable(),
  comparedQuestions: ComparedQuestions.nullable(),
  /** Where the rules lead with exactly the labelled facts. */
  routeFromLabels: Route.nullable(),
  /** Sentences of a summary that rest on nothing: those that the model returned, and those that would be shown. */
  ungroundedSentences: z.object({ returned: z.number(), shown: z.number() }),
  tokens: z.object({ input: z.number(), cached: z.number(), output: z.number() }),
  ms: z.number(),
  /** Of a replay: what had no recording, in words. */
  unrecorded: z.array(z.string()),
});
export type CaseResult = z.infer<typeof CaseResult>;
