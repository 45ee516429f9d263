import { z } from 'zod';
import { holds, type Values } from './evaluate.ts';
import type { Pack } from './pack.ts';
import { type Situation, valuesOf } from './situation.ts';
import { slotsOf } from './slots.ts';
import type { Verdict } from './verdict.ts';
import type { FactDefinition } from './vocabulary.ts';
import { routeWith, valuesToTry } from './what-if.ts';
import { chooseWording } from './wording.ts';

/** A question that is open, and the fact that would answer it. */
export const Question = z.object({ fact: z.string(), text: z.string() });
export type Question = z.infer<typeof Question>;

/** A fact that the leading route asks for first counts half as much more. */
const WORTH_OF_BEING_ASKED = 0.5;
/** What the verdict lacks counts as much as a fact all of whose values would change the route. */
const WORTH_OF_A_NEED = 1;
/** All that is worth asking where the subject is not ours: whether there is a job of our kind behind it. */
const ASKED_OUT_OF_SCOPE = 'use_case';

/**
 * The open questions, the one that matters most first: where people differ; then by how much an answer could change,
 * which is the share of the fact's values that lead to another route, and whether the route needs it to be recommended.
 * Facts whose answer would change nothing are not asked for, nor what the experiment will show, nor the same thing
 * under two keys.
 * @param found facts that the experiment brings to light
 */
export function openQuestions(
  situation: Situation,
  verdict: Verdict,
  pack: Pack,
  found: readonly string[] = [],
): Question[] {
  const values = valuesOf(situation);
  const disputed = situation.conflicts.map((conflict) => conflict.key);
  const open = [...pack.vocabulary.values()]
    .filter(({ key }) => !values.has(key) && !disputed.includes(key) && !found.includes(key))
    .filter((definition) => isInPlace(definition, values, pack));
  const ranked = open
    .filter(({ asked_as: other }) => other === undefined || !found.includes(other))
    .filter((definition) => !isAskedElsewhere(definition, open, values, verdict, pack))
    .map((definition) => ({ definition, worth: worthOf(definition, situation, verdict, pack) }))
    .filter(({ worth }) => worth > 0)
    .filter(({ definition }) => verdict.standing !== 'out-of-scope' || definition.key === ASKED_OUT_OF_SCOPE)
    .sort((a, b) => b.worth - a.worth);
  const conflicts = disputed.flatMap((key) => pack.vocabulary.get(key) ?? []);
  const slots = slotsOf(situation, pack.vocabulary);
  const own = pack.guidance.get(verdict.route)?.voice.questions ?? {};
  return [...conflicts, ...ranked.map(({ definition }) => definition)].map(({ key, question }) => ({
    fact: key,
    text: chooseWording(own[key] ?? [], values, slots, pack.conditions)?.text ?? question,
  }));
}

/** Whether it makes sense to ask for a fact; nobody wants to be asked about the retrieval of a sorting job. */
export const isInPlace = ({ ask_when: when }: FactDefinition, values: Values, pack: Pack): boolean =>
  !when || holds(when, values, pack.conditions);

/** Two facts may say the same, one roughly and one exactly: known, either answers both; open, one of them is asked. */
function isAskedElsewhere(
  { key, asked_as: other }: FactDefinition,
  open: readonly FactDefinition[],
  values: Values,
  verdict: Verdict,
  pack: Pack,
): boolean {
  if (asksFor(verdict, key, pack)) return false;
  if (other !== undefined && (values.has(other) || open.some((each) => each.key === other))) return true;
  return [...pack.vocabulary.values()].some((each) => each.asked_as === key && values.has(each.key));
}

/** What the rung asks for on which the rules stand; nothing where a proposal was followed instead. */
const askedByRung = ({ route, ownRoute, problem }: Verdict, pack: Pack): readonly string[] =>
  route === ownRoute
    ? (pack.problems.find(({ id }) => id === problem)?.rungs.find((rung) => rung.route === route)?.ask ?? [])
    : [];

const asksFor = ({ route, missing }: Verdict, key: string, pack: Pack): boolean =>
  missing.includes(key) || (pack.guidance.get(route)?.ask.includes(key) ?? false);

function worthOf(definition: FactDefinition, situation: Situation, verdict: Verdict, pack: Pack): number {
  const tried = valuesToTry(definition);
  const now = verdict.ownRoute;
  const changing = tried.filter(
    (value) => routeWith(situation, [{ key: definition.key, value }], pack) !== now,
  );
  const share = tried.length === 0 ? 0 : changing.length / tried.length;
  const need = [...verdict.missing, ...askedByRung(verdict, pack)].includes(definition.key)
    ? WORTH_OF_A_NEED
    : 0;
  const asked = pack.guidance.get(verdict.route)?.ask.includes(definition.key) ? WORTH_OF_BEING_ASKED : 0;
  return definition.weight * (share + need + asked);
}
