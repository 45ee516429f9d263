import { z } from 'zod';
import { type Evaluation, evaluate, holds, type Values } from './evaluate.ts';
import { gateOpen } from './gates.ts';
import type { Pack } from './pack.ts';
import type { Problem, Rung } from './problem.ts';
import { Route, type Standing } from './routes.ts';

/** What a rung on the ladder said about the situation, for "Why?". */
export const Step = z.object({
  problem: z.string(),
  route: Route,
  outcome: z.enum(['taken', 'passed', 'not-applicable', 'closed', 'not-reached']),
  because: z.array(z.string()),
});
export type Step = z.infer<typeof Step>;

/** The rules' own route: the first problem that holds and has a rung left. */
export interface OwnRoute {
  route: Route;
  problem: string;
  reasons: readonly string[];
  /** Set by the rung itself, such as out-of-scope. */
  standing: Standing | undefined;
  trace: readonly Step[];
}

/**
 * Looks for problems in the pack's order. One holds only when known facts say yes. The first that holds has its own
 * ladder; rungs known to be passed are skipped, and so are routes whose gate the firm facts do not open; the first
 * one left is the route. None left: the next problem.
 * @param known all known values, our own readings included
 * @param firm what was stated or set by hand; only this counts at a gate
 * @throws RangeError when no problem is left; a checked pack ends with one that always holds.
 */
export function ownRoute(known: Values, firm: Values, pack: Pack): OwnRoute {
  const trace: Step[] = [];
  for (const problem of pack.problems) {
    const found = evaluate(problem.when, known, pack.conditions);
    if (found.answer !== 'yes') continue;
    if (problem.unless && holds(problem.unless, known, pack.conditions)) continue;
    const taken = climb(problem, found, trace, (rung) => tryRung(rung, known, firm, pack));
    if (taken) return taken;
  }
  throw new RangeError('No problem of the pack holds; the last one must always hold.');
}

type Outcome = Pick<Step, 'outcome' | 'because'>;

function climb(
  problem: Problem,
  found: Evaluation,
  trace: Step[],
  attempt: (rung: Rung) => Outcome,
): OwnRoute | undefined {
  const reasons = new Set(found.because);
  for (const [index, rung] of problem.rungs.entries()) {
    const { outcome, because } = attempt(rung);
    trace.push({ problem: problem.id, route: rung.route, outcome, because });
    for (const key of because) reasons.add(key);
    if (outcome !== 'taken') continue;
    for (const later of problem.rungs.slice(index + 1)) {
      trace.push({ problem: problem.id, route: later.route, outcome: 'not-reached', because: [] });
    }
    return { route: rung.route, problem: problem.id, reasons: [...reasons], standing: rung.standing, trace };
  }
  return undefined;
}

function tryRung(rung: Rung, known: Values, firm: Values, pack: Pack): Outcome {
  const applies = rung.applies ? evaluate(rung.applies, known, pack.conditions) : undefined;
  if (applies && applies.answer !== 'yes') return { outcome: 'not-applicable', because: [] };
  const passed = rung.passed ? evaluate(rung.passed, known, pack.conditions) : undefined;
  if (passed?.answer === 'yes') return { outcome: 'passed', because: [...passed.because] };
  if (!gateOpen(rung.route, firm, pack, known)) return { outcome: 'closed', because: [] };
  return { outcome: 'taken', because: [...(applies?.because ?? [])] };
}
