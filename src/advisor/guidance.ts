import { z } from 'zod';
import { Condition } from './condition.ts';
import { Route } from './routes.ts';
import { Shows } from './shows.ts';

const Text = z.string().trim().min(1);
const Day = z.iso.date();

/**
 * What kind of source it is: documentation (D), paper (P), a team's own case (C), somebody who sells it (V),
 * a practitioner's opinion (O), own arithmetic (A).
 */
export const Mark = z.enum(['D', 'P', 'C', 'V', 'O', 'A']);
export type Mark = z.infer<typeof Mark>;

/** Where a passage comes from, when somebody last read it there, and until when to trust it unread. */
export const Source = z.strictObject({
  title: Text,
  url: z.url({ protocol: /^https$/ }),
  mark: Mark,
  reviewed: Day,
  expires: Day,
});
export type Source = z.infer<typeof Source>;

/** One citable piece of guidance. Its id begins with the route it belongs to. */
export const Passage = z.strictObject({
  id: z.string().regex(/^[a-z-]+\.[a-z0-9-]+$/, 'write it as route.name, in small letters and hyphens'),
  route: Route,
  when: Condition.optional(),
  /** Questions that this passage answers, as people ask them. */
  answers: z.array(Text).default([]),
  /** Lines of the seed guidance that it carries, 1 to 15. */
  seed: z.array(z.number().int().min(1).max(15)).default([]),
  sources: z.array(Source).min(1, 'every passage needs a source'),
  text: Text,
});
export type Passage = z.infer<typeof Passage>;

/** A hand-written wording and when it fits. A wording with a slot fits only while the slot can be filled. */
export const Wording = z.strictObject({
  when: Condition.optional(),
  text: Text,
  cite: z.array(Text).default([]),
});
export type Wording = z.infer<typeof Wording>;

/** Wordings from the most particular to the general; the first that fits is used. */
const Wordings = z.array(Wording).min(1);

export const Experiment = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, 'use small letters and hyphens'),
  when: Condition.optional(),
  /** How long it takes and what it needs: "half a day, no training". */
  effort: Text,
  do: Text,
  measure: Text,
  /** The mark to reach. `{pass_count}`, `{items}` and `{pass_percent}` come from the two numbers below. */
  pass: Text,
  /** How many items are tried, and which share must pass; left out where the mark is not a pass rate. */
  items: z.number().int().positive().optional(),
  pass_share: z.number().gt(0).max(1).optional(),
  /** Facts that it would bring to light; while it is proposed, nobody is asked for them as well. */
  finds: z.array(z.string()).default([]),
  cite: z.array(Text).default([]),
  /** What its result tells of the situation, once somebody has carried it out. */
  shows: Shows.optional(),
});
export type Experiment = z.infer<typeof Experiment>;

/** What is said when a route leads, written by hand. */
export const Voice = z.strictObject({
  headline: Wordings,
  /** By problem id; `otherwise` is for a route that a reader proposed, or a problem without words of its own. */
  because: z.record(z.string(), Wordings),
  /** By fact key: what that stated fact means now. */
  already_have: z.record(z.string(), Wordings).default({}),
  change_my_mind: Wordings,
  /** By fact key: the question for it in this route's words; else the vocabulary's own is asked. */
  questions: z.record(z.string(), Wordings).default({}),
});
export type Voice = z.infer<typeof Voice>;

/** One guidance file: a route, what it takes to recommend it, experiments, voice and passages. */
export const Guidance = z.strictObject({
  route: Route,
  /** Its name on the ladder line, as in "here: *retrieval*". */
  name: Text,
  /** As an instruction, as in "Changed: build retrieval → fix the retrieval you have." */
  advice: Text,
  /** When to take it, for a model that reads, in as few tokens as say it. */
  brief: Text,
  /** The gate: what must be stated before the route is open. Only routes that cost money or close a door have one. */
  open: Condition.optional(),
  /** All must be stated for the route to be recommended. */
  needs: z.array(Condition).default([]),
  /** Facts to ask for first while this route leads, where their answers matter as much as others'. */
  ask: z.array(z.string()).default([]),
  /** Facts that show that somebody spoke about this rung; without any, it is a hint to check first. */
  touched_by: z.array(z.string()).default([]),
  experiments: z.array(Experiment).min(1, 'every route needs an experiment'),
  voice: Voice,
  passages: z.array(Passage).min(1),
});
export type Guidance = z.infer<typeof Guidance>;
