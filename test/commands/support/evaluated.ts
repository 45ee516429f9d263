import { z } from 'zod';
import { ROUTES } from '../../../src/advisor/routes.ts';

const Count = z.number().int().min(0);
const Share = z.number().min(0).max(1);
const Route = z.enum(ROUTES);
const Tokens = z.strictObject({ input: Count, cached: Count, output: Count });
const FactValue = z.union([z.boolean(), z.number(), z.string()]);
const Held = { key: z.string(), value: FactValue, quote: z.string() };
const Range = z.tuple([Share, Share]);
const FactCounts = z.strictObject({
  labelled: Count,
  found: Count,
  held: Count,
  right: Count,
  misread: Count,
  unlabelled: Count,
  precision: Share,
  precisionWhereLabelled: Share,
  recall: Share,
});
const Place = z.strictObject({ route: Route, standing: z.enum(['recommended', 'ask', 'out-of-scope']) });
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
          value: FactValue,
          state: z.string(),
          quote: z.string(),
        }),
      ),
      questions: z.array(z.string()),
      curator: z.enum(['llm', 'offline']),
      fellBack: z.string().min(1).nullable(),
      repairs: Count,
      quotationsFound: Count,
      quotationsLabelled: Count,
      invalidQuotations: Count,
      dropped: z.array(z.string().min(1)),
      comparedFacts: z
        .strictObject({
          labels: z.array(z.strictObject({ ...Held, outcome: z.enum(['found', 'misread', 'missed']) })),
          readings: z.array(z.strictObject({ ...Held, outcome: z.enum(['right', 'misread', 'unlabelled']) })),
        })
        .nullable(),
      comparedQuestions: z
        .strictObject({
          asked: z.array(z.string()),
          worth: z.array(z.string()),
          alreadySaid: z.array(z.string()),
        })
        .nullable(),
      routeFromLabels: Route.nullable(),
      ungroundedSentences: Sentences,
      tokens: Tokens,
      ms: Count,
      unrecorded: z.array(z.string()),
    }),
  ),
  totals: z.strictObject({
    cases: Count,
    strict: Count,
    acceptable: Count,
    strictShare: Share,
    strictRange: Range,
    acceptableShare: Share,
    acceptableRange: Range,
    macroStrict: Share,
    macroAcceptable: Share,
    routes: z.record(z.string(), z.strictObject({ cases: Count, strict: Count, acceptable: Count })),
    confusion: z.record(z.string(), z.record(z.string(), Count)),
    outOfScope: z.strictObject({ expected: Count, found: Count, wrongly: Count }),
    adversarial: z.strictObject({ cases: Count, acceptable: Count }),
    facts: FactCounts.extend({ cases: Count, byFact: z.record(z.string(), FactCounts) }),
    rulesOnLabels: z.strictObject({ cases: Count, strict: Count, acceptable: Count }),
    questions: z.strictObject({
      cases: Count,
      asked: Count,
      worth: Count,
      both: Count,
      precision: Share,
      recall: Share,
      firstWorth: Count,
      asking: Count,
      alreadySaid: Count,
    }),
    quotations: z.strictObject({ labelled: Count, found: Count, share: Share }),
    invalidQuotations: Count,
    dropped: z.record(z.string(), Count),
    ungroundedSentences: Sentences,
    repairs: Count,
    fallbacks: z.record(z.string(), Count),
    standings: z.record(z.string(), Count),
    curators: z.record(z.string(), Count),
    tokens: Tokens,
    ms: z.strictObject({ total: Count, median: Count }),
  }),
  about: z
    .strictObject({
      name: z.string(),
      model: z.string().nullable(),
      server: z.url().nullable(),
      pack: z.string(),
      prompts: z.string(),
      version: z.string(),
    })
    .optional(),
  cost: z
    .strictObject({
      total: z.number().min(0),
      perCase: z.number().min(0),
      prices: z.strictObject({ dated: z.iso.date(), source: z.url() }).nullable(),
    })
    .nullish(),
  agreement: z
    .strictObject({
      runs: Count,
      cases: Count,
      sameRoute: Count,
      sameRouteShare: Share,
      differing: z.array(z.strictObject({ id: z.string(), routes: z.array(Route) })),
      routes: Share,
      facts: Share,
      acceptable: z.array(Count),
      strict: z.array(Count),
    })
    .optional(),
  moved: z
    .strictObject({
      moved: z.array(
        z.strictObject({
          id: z.string(),
          was: Place,
          is: Place,
          change: z.enum(['better', 'worse', 'neither']),
        }),
      ),
      readDifferently: z.array(z.string()),
      added: z.array(z.string()),
      gone: z.array(z.string()),
      same: Count,
    })
    .optional(),
  unrecorded: z
    .array(z.strictObject({ id: z.string(), what: z.array(z.string()).min(1), isLeftOut: z.boolean() }))
    .optional(),
  stopped: z.string().optional(),
  replayed: z.string().optional(),
});
export type Evaluated = z.infer<typeof Evaluated>;
