import { type Situation, valuesOf } from './situation.ts';
import type { Proposal } from './verdict.ts';

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
  const nothingNew = [...now].every(([key, value]) => known.get(key) === value);
  return stands && nothingNew ? earlier : undefined;
}
