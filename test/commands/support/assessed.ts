import { z } from 'zod';
import { ROUTES } from '../../../src/advisor/routes.ts';

const FactValue = z.union([z.boolean(), z.number(), z.string()]);
const Message = z.number().int().min(0);
const Route = z.enum(ROUTES);

/** What `assess --json` prints, name by name, as other programs rely on it. No name may be missing, none may be new. */
export const Assessed = z.strictObject({
  route: Route,
  standing: z.enum(['recommended', 'ask', 'out-of-scope']),
  decidedBy: z.enum(['rules', 'reader']),
  proposal: z.strictObject({ route: Route, restsOn: z.array(z.string()) }).nullable(),
  problem: z.string(),
  facts: z.array(
    z.strictObject({
      key: z.string(),
      value: FactValue,
      state: z.enum(['stated', 'inferred', 'corrected']),
      quote: z.string().min(1),
      message: Message,
    }),
  ),
  conflicts: z.array(
    z.strictObject({
      key: z.string(),
      values: z
        .array(z.strictObject({ value: FactValue, quote: z.string().min(1), message: Message }))
        .min(2),
    }),
  ),
  passages: z.array(z.strictObject({ id: z.string(), because: z.string() })).min(1),
  questions: z.array(z.strictObject({ fact: z.string(), text: z.string().min(1) })),
  answers: z.array(
    z.strictObject({
      question: z.string(),
      message: Message,
      figures: z.array(z.string()),
      passages: z.array(
        z.strictObject({
          id: z.string(),
          text: z.string(),
          sources: z.array(z.looseObject({ url: z.url() })).min(1),
        }),
      ),
    }),
  ),
  steps: z.tuple([
    z.strictObject({
      id: z.string(),
      effort: z.string(),
      do: z.string(),
      measure: z.string(),
      pass: z.string(),
      margin: z.number().optional(),
      cite: z.array(z.string()),
    }),
  ]),
  flips: z.array(
    z.strictObject({
      facts: z
        .array(z.strictObject({ key: z.string(), value: FactValue }))
        .min(1)
        .max(2),
      route: Route,
    }),
  ),
  figures: z.array(z.string()),
  headline: z.string().min(1),
  reason: z.string().min(1),
  summary: z.string().nullable(),
  curator: z.enum(['llm', 'offline']),
  notes: z.array(z.string()),
  usage: z.strictObject({
    inputTokens: z.number(),
    cachedTokens: z.number(),
    outputTokens: z.number(),
    calls: z.number(),
    cacheHits: z.number(),
    sentTokens: z.number(),
    stableTokens: z.number(),
  }),
});
export type Assessed = z.infer<typeof Assessed>;
