import { z } from 'zod';
import type { Values } from './evaluate.ts';
import { gateOpen } from './gates.ts';
import type { Pack } from './pack.ts';
import { Route, Standing } from './routes.ts';
import { type OwnRoute, ownRoute, Step } from './rules.ts';
import { FIRM, type Situation, valuesOf } from './situation.ts';
import { openNeeds } from './standing.ts';

/** The route a reader would take, and the keys of the facts it rests on. */
export const Proposal = z.object({
  route: Route,
  restsOn: z.array(z.string()),
  /**
   * The routes that the reader holds for unlikely: only in place of one of these is the proposal followed, and then it
   * recommends nothing. Left out by a reader that judges by itself.
   */
  against: z.array(Route).exactOptional(),
  /** Where words were weighed: when the newest message was written that was among them, in ms. */
  weighedUpTo: z.number().exactOptional(),
});
export type Proposal = z.infer<typeof Proposal>;

export const Verdict = z.object({
  route: Route,
  standing: Standing,
  decidedBy: z.enum(['rules', 'reader']),
  /** The reader that decided weighed words, and judged nothing. */
  weighed: z.literal(true).exactOptional(),
  /** The problem that the rules found. */
  problem: z.string(),
  /** Keys of the facts the verdict rests on. */
  reasons: z.array(z.string()),
  /** Keys of the facts that are missing before the route can be recommended. */
  missing: z.array(z.string()),
  /** What the rules would have taken, when the reader's proposal was followed instead. */
  ownRoute: Route,
  trace: z.array(Step),
});
export type Verdict = z.infer<typeof Verdict>;

/**
 * The verdict: the reader's proposal if there is one and its route is open, else the rules' own route. Our own
 * readings (inferred facts) may lead to a route, but never through a gate and never to a recommendation.
 */
export function decide(situation: Situation, pack: Pack, proposal?: Proposal): Verdict {
  const known = valuesOf(situation);
  const firm = valuesOf(situation, FIRM);
  const own = ownRoute(known, firm, pack);
  const ours = own.standing !== 'out-of-scope';
  const sure = ownRoute(firm, firm, pack);
  const areRulesSure = areSure(own, sure, firm, pack);
  const isCounted = areRulesSure && sure.reasons.some((key) => pack.vocabulary.get(key)?.type === 'number');
  const heard = proposal && ours && isHeard(proposal, own, isCounted) ? proposal : undefined;
  const followed = heard && gateOpen(heard.route, firm, pack, known) ? heard : undefined;
  const route = followed?.route ?? own.route;
  const missing = openNeeds(route, firm, pack);
  // What is recommended must not hang on our own reading of a sentence, nor be said to: the firm facts decide alone.
  const recommended = followed ? !followed.against && isReady(route, firm, pack) : areRulesSure;
  const shown = recommended && sure.route === own.route ? sure : own;
  const restsOn = recommended ? firm : known;
  return {
    route,
    standing: route === own.route && own.standing ? own.standing : recommended ? 'recommended' : 'ask',
    decidedBy: followed ? 'reader' : 'rules',
    ...(followed?.against ? { weighed: true as const } : {}),
    problem: shown.problem,
    reasons: (route === own.route ? shown.reasons : (followed?.restsOn ?? [])).filter((key) =>
      restsOn.has(key),
    ),
    missing,
    ownRoute: own.route,
    trace: [...shown.trace],
  };
}

/** Whether the rules recommend the route that they take. */
export function rulesRecommend(situation: Situation, pack: Pack): boolean {
  const firm = valuesOf(situation, FIRM);
  return areSure(ownRoute(valuesOf(situation), firm, pack), ownRoute(firm, firm, pack), firm, pack);
}

/** @param sure what the rules take by firm facts alone */
const areSure = (own: OwnRoute, sure: OwnRoute, firm: Values, pack: Pack): boolean =>
  sure.route === own.route && sure.standing === undefined && isReady(own.route, firm, pack);

const isReady = (route: Route, firm: Values, pack: Pack): boolean =>
  route !== 'ask-more' && openNeeds(route, firm, pack).length === 0;

/**
 * Who does not judge is heard only against routes that it speaks against, and cannot send a team back to what the rules
 * have seen to be done.
 * @param isCounted the rules recommend their route, and a number is among its reasons: words know nothing of numbers
 */
const isHeard = ({ route, against }: Proposal, own: OwnRoute, isCounted: boolean): boolean =>
  !against ||
  (!isCounted &&
    against.includes(own.route) &&
    !own.trace.some((step) => step.route === route && step.outcome === 'passed'));
