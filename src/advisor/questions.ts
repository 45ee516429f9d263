import { z } from 'zod';
import { holds } from './evaluate.ts';
import type { Pack } from './pack.ts';
import { type Situation, valuesOf } from './situation.ts';
import type { Verdict } from './verdict.ts';
import type { FactDefinition } from './vocabulary.ts';
import { routeWith, valuesToTry } from './what-if.ts';

/** A question that is open, and the fact that would answer it. */
export const Question = z.object({ fact: z.string(), text: z.string() });
export type Question = z.infer<typeof Question>;

/** A fact that the leading route asks for first counts half as much more. */
const WORTH_OF_BEING_ASKED = 0.5;
/** What the verdict lacks counts as much as a fact all of whose values would change the route. */
const WORTH_OF_A_NEED = 1;

/**
 * The open questions, the one that matters most first: where people differ; then by how much an answer could change,
 * which is the share of the fact's values that lead to another route, and whether the route needs it to be recommended.
 * Facts whose answer would change nothing are not asked for.
 */
export function openQuestions(situation: Situation, verdict: Verdict, pack: Pack): Question[] {
  const values = valuesOf(situation);
  const disputed = situation.conflicts.map((conflict) => conflict.key);
  const ranked = [...pack.vocabulary.values()]
    .filter(({ key }) => !values.has(key) && !disputed.includes(key))
    .filter(({ ask_when: when }) => !when || holds(when, values, pack.conditions))
    .map((definition) => ({ definition, worth: worthOf(definition, situation, verdict, pack) }))
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth);
  const conflicts = disputed.flatMap((key) => pack.vocabulary.get(key) ?? []);
  return [...conflicts, ...ranked.map(({ definition }) => definition)].map((definition) => ({
    fact: definition.key,
    text: definition.question,
  }));
}

function worthOf(definition: FactDefinition, situation: Situation, verdict: Verdict, pack: Pack): number {
  const tried = valuesToTry(definition);
  const now = verdict.ownRoute;
  const changing = tried.filter(
    (value) => routeWith(situation, [{ key: definition.key, value }], pack) !== now,
  );
  const share = tried.length === 0 ? 0 : changing.length / tried.length;
  const need = verdict.missing.includes(definition.key) ? WORTH_OF_A_NEED : 0;
  const asked = pack.guidance.get(verdict.route)?.ask.includes(definition.key) ? WORTH_OF_BEING_ASKED : 0;
  return definition.weight * (share + need + asked);
}
