import fc from 'fast-check';
import type { Pack } from '../../../src/advisor/pack.ts';
import type { Route } from '../../../src/advisor/routes.ts';
import type { Situation } from '../../../src/advisor/situation.ts';
import { decide } from '../../../src/advisor/verdict.ts';
import { situations } from '../../advisor/support/generated.ts';

/** So many facts are told beside those that lead to the route, as in an ordinary first message. */
const MORE_FACTS = 4;

/** The facts of a situation without which the rules would take another route. */
function core(situation: Situation, pack: Pack): Situation {
  const { route } = decide(situation, pack);
  let facts = situation.facts;
  for (const fact of situation.facts) {
    const fewer = facts.filter((other) => other !== fact);
    if (decide({ facts: fewer, conflicts: [] }, pack).route === route) facts = fewer;
  }
  return { facts, conflicts: [] };
}

/**
 * Different situations for each route: what leads there, in every way that chance finds, and a few other facts.
 * The same on every run.
 */
export function situationsOfRoutes(pack: Pack, count: number): Map<Route, Situation[]> {
  const stated = fc.sample(situations(pack, ['stated']), { numRuns: 8000, seed: 11 });
  const cores = new Map<Route, Situation[]>();
  for (const situation of stated) {
    const { route } = decide(situation, pack);
    const known = cores.get(route) ?? [];
    if (known.length < count) cores.set(route, [...known, core(situation, pack)]);
  }
  const found = new Map<Route, Situation[]>();
  for (const [route, list] of cores) {
    const seen = new Map<string, Situation>();
    for (const [index, other] of stated.entries()) {
      const base = list[index % list.length];
      if (!base || seen.size >= count) break;
      const keys = new Set(base.facts.map(({ key }) => key));
      const more = other.facts.filter(({ key }) => !keys.has(key)).filter((_, at) => at % 3 === index % 3);
      const facts = [...base.facts, ...more.slice(0, MORE_FACTS)];
      const situation = { facts, conflicts: [] };
      if (more.length < MORE_FACTS) continue;
      if (decide(situation, pack).route === route) seen.set(nameOf(situation), situation);
    }
    found.set(route, [...seen.values()]);
  }
  return found;
}

/** Tells a situation from others; that a number is another one makes no other kind of situation. */
export const nameOf = ({ facts }: Situation): string =>
  facts
    .map(({ key, value }) => `${key}=${typeof value === 'number' ? 'number' : value}`)
    .sort()
    .join(' ');
