import { z } from 'zod';
import { Condition } from '../advisor/condition.ts';
import { Guidance, Passage, Voice } from '../advisor/guidance.ts';
import { Problem, Rung } from '../advisor/problem.ts';
import { Route } from '../advisor/routes.ts';
import { FactDefinition } from '../advisor/vocabulary.ts';

const Phrases = z.array(z.string().trim().min(1)).default([]);

export const FactsFile = z.strictObject({ facts: z.array(FactDefinition).default([]) });

export const WordsFile = z.strictObject({
  words: z.record(z.string(), z.string().trim().min(1)).default({}),
});

export const MoodsFile = z.strictObject({
  question_openings: Phrases,
  asks_indirectly: Phrases,
  plan: Phrases,
  supposed: Phrases,
  doubted: Phrases,
  denials: Phrases,
  no_denials: Phrases,
  elsewhere: Phrases,
  past: Phrases,
  since: Phrases,
  untrue: Phrases,
  instructions: Phrases,
  orders: Phrases,
  plain_yes: Phrases,
  plain_no: Phrases,
  plain_about: Phrases,
});

export const ProblemsFile = z.strictObject({
  conditions: z.record(z.string(), Condition).default({}),
  /** In an added folder, `before` names the problem it is looked for ahead of; without it, ahead of the last. */
  problems: z.array(Problem.extend({ before: z.string().optional() })).default([]),
  /** Rungs added to a problem that exists, before one of its routes or at the end of its ladder. */
  rungs: z.array(Rung.extend({ problem: z.string(), before: Route.optional() })).default([]),
});

/** The front matter of a guidance file. An added folder's file may hold any part of it. */
export const GuidanceHead = Guidance.omit({ passages: true })
  .partial()
  .extend({ route: Route, voice: Voice.partial().optional() });

/** The block under a passage's heading; its id, route and text come from the file itself. */
export const PassageHead = Passage.omit({ id: true, route: true, text: true });
