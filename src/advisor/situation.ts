import { z } from 'zod';
import type { Values } from './evaluate.ts';
import { Fact, type FactState, type FactValue, Statement } from './fact.ts';

/** People who differ: the latest word of each, newest first. Until somebody settles it, the fact is unknown. */
export const Conflict = z.object({ key: z.string(), statements: z.array(Statement).min(2) });
export type Conflict = z.infer<typeof Conflict>;

/** All that is known of a case. A key in neither list is unknown. */
export const Situation = z.object({ facts: z.array(Fact), conflicts: z.array(Conflict) });
export type Situation = z.infer<typeof Situation>;

export const EMPTY_SITUATION: Situation = { facts: [], conflicts: [] };

/** The known values, by key; with `states`, only those known in one of these ways. */
export function valuesOf(situation: Situation, states?: readonly FactState[]): Values {
  const kept = states ? situation.facts.filter((fact) => states.includes(fact.state)) : situation.facts;
  return new Map<string, FactValue>(kept.map((fact) => [fact.key, fact.value]));
}

/** What counts at a gate and for a recommendation: said by the team or set by hand, never our own reading. */
export const FIRM: readonly FactState[] = ['stated', 'corrected'];

export const factOf = (situation: Situation, key: string): Fact | undefined =>
  situation.facts.find((fact) => fact.key === key);
