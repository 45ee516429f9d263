import { type Situation, valuesOf } from './situation.ts';
import type { Proposal } from './verdict.ts';

/**
 * The proposal that counts after a turn. One that weighs words changes a little with each of them: once a verdict was told,
 * it counts anew only when something new is known.
 * @param told whether a verdict was told before
 */
export function nextProposal(
  given: Proposal | undefined,
  { earlier, told }: { earlier: Proposal | undefined; told: boolean },
  before: Situation,
  after: Situation,
): Proposal | undefined {
  if (given && !(given.against && told && !bringsNews(before, after))) return given;
  return keepProposal(earlier, before, after);
}

/**
 * The proposal that still counts after a turn without a new one: the earlier one, while the facts it rests on stand and
 * nothing new is known. So the same thread does not waver.
 */
export function keepProposal(
  earlier: Proposal | undefined,
  before: Situation,
  after: Situation,
): Proposal | undefined {
  if (!earlier) return undefined;
  const known = valuesOf(before);
  const now = valuesOf(after);
  const stands = earlier.restsOn.every((key) => now.has(key) && now.get(key) === known.get(key));
  return stands && !bringsNews(before, after) ? earlier : undefined;
}

function bringsNews(before: Situation, after: Situation): boolean {
  const known = valuesOf(before);
  return [...valuesOf(after)].some(([key, value]) => known.get(key) !== value);
}
