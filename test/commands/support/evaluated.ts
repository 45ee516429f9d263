import { z } from 'zod';
import { ROUTES } from '../../../src/advisor/routes.ts';

const Count = z.number().int().min(0);
const Share = z.number().min(0).max(1);
const Route = z.enum(ROUTES);
const Tokens = z.strictObject({ input: Count, cached: Count, output: Count });
const Sentences = z.strictObject({ returned: Count, shown: Count });

/** What `eval --json` prints, name by name. No name may be missing, none may be new. */
export const Evaluated = z.strictObject({
  cases: z.array(
    z.strictObject({
      id: z.string(),
      route: Route,
      standing: z.enum(['recommended', 'ask', 'out-of-scope']),
      decidedBy: z.enum(['rules', 'reader']),
      problem: z.string(),
      expected: Route,
      acceptable: z.array(Route),
      isStrict: z.boolean(),
      isAcceptable: z.boolean(),
      adversarial: z.boolean(),
      offTopic: z.boolean(),
      facts: z.array(
        z.strictObject({
          key: z.string(),
          value: z.union([z.boolean(), z.number(), z.string()]),
          state: z.string(),
          quote: z.string(),
        }),
      ),
      questions: z.array(z.string()),
      curator: z.enum(['llm', 'offline']),
      quotationsFound: Count,
      quotationsLabelled: Count,
      invalidQuotations: Count,
      ungroundedSentences: Sentences,
      tokens: Tokens,
      ms: Count,
    }),
  ),
  totals: z.strictObject({
    cases: Count,
    strict: Count,
    acceptable: Count,
    strictShare: Share,
    acceptableShare: Share,
    macroStrict: Share,
    macroAcceptable: Share,
    routes: z.record(z.string(), z.strictObject({ cases: Count, strict: Count, acceptable: Count })),
    outOfScope: z.strictObject({ expected: Count, found: Count, wrongly: Count }),
    adversarial: z.strictObject({ cases: Count, acceptable: Count }),
    quotations: z.strictObject({ labelled: Count, found: Count, share: Share }),
    invalidQuotations: Count,
    ungroundedSentences: Sentences,
    standings: z.record(z.string(), Count),
    curators: z.record(z.string(), Count),
    tokens: Tokens,
    ms: z.strictObject({ total: Count, median: Count }),
  }),
});
export type Evaluated = z.infer<typeof Evaluated>;
