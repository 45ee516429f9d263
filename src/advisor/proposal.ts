import type { Pack } from './pack.ts';
import type { Route } from './routes.ts';
import { ownRoute } from './rules.ts';
import { FIRM, type Situation, valuesOf } from './situation.ts';
import { type Proposal, rulesRecommend } from './verdict.ts';

/** What a proposal was made in, and what is known by now. */
export interface Since {
  earlier: Proposal | undefined;
  /** Whether a verdict was told. */
  told: boolean;
  /** Whether words were taken back since. */
  takenBack: boolean;
  before: Situation;
  after: Situation;
}

/**
 * The proposal that counts after a turn. One that weighs words has a say in the first verdict only, for what people are
 * asked and answer from then on must count: it stands until the facts lead the rules to another route, or more of them
 * lead to one that the rules recommend.
 */
export function nextProposal(
  given: Proposal | undefined,
  { earlier, told, takenBack, before, after }: Since,
  pack: Pack,
): Proposal | undefined {
  if (given && !(given.against && told)) return given;
  if (!earlier?.against) return keepProposal(earlier, before, after);
  const isOutdone = bringsNews(before, after) && rulesRecommend(after, pack);
  return !takenBack && !isOutdone && rulesTake(before, pack) === rulesTake(after, pack) ? earlier : undefined;
}

const rulesTake = (situation: Situation, pack: Pack): Route =>
  ownRoute(valuesOf(situation), valuesOf(situation, FIRM), pack).route;

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
