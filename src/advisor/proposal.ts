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
  /** When the messages were written that were changed or taken back since, in ms. */
  changed: readonly number[];
  /** When the newest message was written that was read, in ms. */
  newest: number;
  before: Situation;
  after: Situation;
}

/**
 * The proposal that counts after a turn. One that weighs words has a say in the first verdict only, for what people are
 * asked and answer from then on must count: it stands until the facts lead the rules to another route, or make them
 * recommend what they did not. Of words that it weighed and that were put otherwise, it needs to be made once more.
 */
export function nextProposal(given: Proposal | undefined, since: Since, pack: Pack): Proposal | undefined {
  const { earlier, told, before, after } = since;
  if (given && !given.against) return given;
  if (given && !told) return { ...given, weighedUpTo: since.newest };
  if (!earlier?.against) return keepProposal(earlier, before, after);
  const upTo = earlier.weighedUpTo ?? Number.POSITIVE_INFINITY;
  const isTakenBack = since.changed.some((at) => at <= upTo) && given?.route !== earlier.route;
  const isSettled = !rulesRecommend(before, pack) && rulesRecommend(after, pack);
  const isOnItsWay = rulesTake(before, pack) === rulesTake(after, pack);
  return !isTakenBack && !isSettled && isOnItsWay && isFounded(earlier, before, after) ? earlier : undefined;
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
  return isFounded(earlier, before, after) && !bringsNews(before, after) ? earlier : undefined;
}

/** Whether the facts that a proposal rests on are what they were. */
function isFounded({ restsOn }: Proposal, before: Situation, after: Situation): boolean {
  const known = valuesOf(before);
  const now = valuesOf(after);
  return restsOn.every((key) => now.has(key) && now.get(key) === known.get(key));
}

function bringsNews(before: Situation, after: Situation): boolean {
  const known = valuesOf(before);
  return [...valuesOf(after)].some(([key, value]) => known.get(key) !== value);
}
