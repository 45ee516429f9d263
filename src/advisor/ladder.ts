import { z } from 'zod';
import type { Values } from './evaluate.ts';
import { gateOpen } from './gates.ts';
import type { Pack } from './pack.ts';
import { ROUTES, Route } from './routes.ts';
import type { Verdict } from './verdict.ts';

/** Where the team stands on the drawn ladder, in at most five names. */
export const Ladder = z.object({
  /** A cheaper rung that nobody spoke about; a hint, never the verdict. */
  checkFirst: z.array(Route),
  here: Route,
  next: z.array(Route),
  last: z.array(Route),
});
export type Ladder = z.infer<typeof Ladder>;

/** With one rung to check, the one where the team stands and the last, five names in all. */
const MOST_NEXT = 2;

/** Rungs that a team climbs; asking, stopping and the shared service are beside the ladder. */
const CLIMBED = ROUTES.filter(
  (route) => !['ask-more', 'do-not-fine-tune', 'ftaas', 'curate'].includes(route),
);

/** Places a verdict on the ladder. What comes next is first what the problem's own ladder says. */
export function ladderFor(verdict: Verdict, values: Values, pack: Pack): Ladder {
  const here = verdict.route;
  const height = CLIMBED.indexOf(here);
  if (height === -1) return { checkFirst: [], here, next: [], last: [] };
  const passed = verdict.trace.filter((step) => step.outcome === 'passed').map((step) => step.route);
  // The rules' own ladder says nothing of what comes after a route that a reader proposed.
  const planned =
    here === verdict.ownRoute
      ? verdict.trace.filter((step) => step.outcome === 'not-reached').map((step) => step.route)
      : [];
  const untouched = CLIMBED.slice(0, height).filter((route) => {
    const touchedBy = pack.guidance.get(route)?.touched_by ?? [];
    if (passed.includes(route) || planned.includes(route)) return false;
    return touchedBy.length > 0 && !touchedBy.some((key) => values.has(key));
  });
  const next = [...new Set([...planned, ...CLIMBED.slice(height + 1)])].filter(
    (route) =>
      CLIMBED.includes(route) &&
      !['fine-tune', here, ...passed].includes(route) &&
      gateOpen(route, values, pack),
  );
  return {
    checkFirst: untouched.slice(-1),
    here,
    next: next.slice(0, MOST_NEXT),
    last: here === 'fine-tune' ? [] : ['fine-tune'],
  };
}
