import { type Carried, countCarried, mostTellingFirst } from './carried.ts';
import type { Fact, Recorded, Statement } from './fact.ts';
import { groupBy } from './group-by.ts';
import { isByHand, newestFirst } from './newest-first.ts';
import { settleDisputes } from './settle-disputes.ts';
import type { Conflict, Situation } from './situation.ts';
import type { FactDefinition, Vocabulary } from './vocabulary.ts';

/** Two people who differ within this time are in conflict; after it, the newer word holds. */
export const CONFLICT_WINDOW_MS = 14 * 24 * 60 * 60 * 1000;

/** Numbers this close (as a share of the larger one) are the same figure told twice: "about 800" and "812". */
const SAME_FIGURE = 0.1;

/**
 * What many statements amount to. The order in which they are given does not matter, only when and by whom they were
 * made:
 * - a correction outranks all that was said before it, ends a conflict, and names what it replaced;
 * - a removed fact stays away until somebody states it anew;
 * - a stated fact outranks our own readings (`inferred`) of the same key;
 * - a person's later statement replaces the earlier one;
 * - two people who differ within 14 days are a conflict, later than that the newer holds and names what it replaced;
 * - facts whose definition says so take the latest or the strongest word instead, and never conflict;
 * - a measured result ends a conflict where the fact's definition says so, and nothing counts that takes for granted
 *   what people still differ about;
 * - of several sentences that say the same, the one that carries most other facts is shown.
 *
 * Statements with a key that the vocabulary does not have are left out.
 */
export function merge(statements: readonly Recorded[], vocabulary: Vocabulary): Situation {
  const facts: Fact[] = [];
  const conflicts: Conflict[] = [];
  const byKey = groupBy(statements, (statement) => statement.key);
  const carried = countCarried(statements);
  for (const [key, definition] of vocabulary) {
    const said = byKey.get(key);
    if (!said) continue;
    const held = settle(said, definition);
    if (!held) continue;
    if ('statements' in held) conflicts.push(held);
    else facts.push({ ...held, evidence: mostTelling(held, said, carried).evidence });
  }
  const saidLast = (fact: Fact): number =>
    Math.max(...sayingTheSame(fact, byKey.get(fact.key) ?? []).map(({ evidence }) => evidence.at));
  return settleDisputes({ facts, conflicts }, vocabulary, saidLast);
}

/** The statements that remain when a message is deleted, or edited and about to be read anew. */
export const withoutMessage = (statements: readonly Recorded[], message: string): Recorded[] =>
  statements.filter((statement) => isByHand(statement) || statement.evidence.message !== message);

function settle(said: readonly Recorded[], definition: FactDefinition): Fact | Conflict | undefined {
  const sorted = [...said].sort(newestFirst);
  const ordered = sinceHand(sorted);
  if (ordered.length === 0) return undefined;
  const firm = ordered.filter((statement) => statement.state !== 'inferred');
  const counted = firm.length > 0 ? firm : ordered;
  const newest = first(counted);
  if (newest.state === 'corrected') return correction(newest, sorted);
  if (definition.merge === 'latest') return newest;
  if (definition.merge === 'strongest' && definition.type === 'choice') {
    const rank = (statement: Statement) => definition.choices.indexOf(String(statement.value));
    return first([...counted].sort((a, b) => rank(a) - rank(b) || newestFirst(a, b)));
  }
  return settleBetweenPeople(counted, newest, definition);
}

function settleBetweenPeople(
  counted: readonly Statement[],
  newest: Statement,
  definition: FactDefinition,
): Fact | Conflict {
  const latestOfEach = [...groupBy(counted, (statement) => statement.evidence.author).values()].map(first);
  const others = latestOfEach.filter((statement) => !sameValue(statement, newest));
  const recent = others.filter((other) => newest.evidence.at - other.evidence.at <= CONFLICT_WINDOW_MS);
  if (recent.length > 0) {
    const disputed = latestOfEach.filter(
      (statement) => newest.evidence.at - statement.evidence.at <= CONFLICT_WINDOW_MS,
    );
    const cause = disputed.find((one) => disputed.every((other) => explains(one, other, definition)));
    return cause ?? { key: newest.key, statements: disputed };
  }
  const replaced = counted.find(
    (statement) => !sameValue(statement, newest) && contradict(statement, newest, definition),
  );
  return replaced ? { ...newest, replaced } : newest;
}

/** Whether one word says the same as another, or tells why it is so: then the two people do not differ. */
const explains = (one: Statement, other: Statement, definition: FactDefinition): boolean =>
  sameValue(one, other) ||
  (definition.type === 'choice' &&
    definition.explains[String(one.value)]?.includes(String(other.value)) === true);

/** A correction with what it took the place of: the last firm word of another value, unless that was taken out. */
function correction(newest: Statement, sorted: readonly Recorded[]): Fact {
  for (const earlier of sorted.slice(sorted.indexOf(newest) + 1)) {
    if (earlier.state === 'removed') break;
    if (earlier.state !== 'inferred' && !sameValue(earlier, newest)) return { ...newest, replaced: earlier };
  }
  return newest;
}

/**
 * What was set by hand last, and what came after it; everything, when nobody set anything. After a removal a reading of
 * ours does not bring the fact back.
 */
function sinceHand(sorted: readonly Recorded[]): Statement[] {
  const at = sorted.findIndex(isByHand);
  const removed = sorted[at]?.state === 'removed';
  return sorted
    .slice(0, at === -1 ? undefined : at + 1)
    .flatMap((each) => (each.state === 'removed' || (removed && each.state === 'inferred') ? [] : [each]));
}

function sameValue(a: Statement, b: Statement): boolean {
  if (typeof a.value !== 'number' || typeof b.value !== 'number') return a.value === b.value;
  return Math.abs(a.value - b.value) <= SAME_FIGURE * Math.max(Math.abs(a.value), Math.abs(b.value));
}

/**
 * Whether two statements of different values deny each other. Of a choice among several, one person may tell two that
 * hold side by side: missing facts first and then the price is something added, nothing taken back.
 */
function contradict(one: Statement, other: Statement, definition: FactDefinition): boolean {
  if (definition.type !== 'choice' || definition.choices.length === 2) return true;
  return one.evidence.author !== other.evidence.author || [one.value, other.value].includes('none');
}

const sayingTheSame = (held: Statement, said: readonly Recorded[]): Statement[] =>
  said.flatMap((each) =>
    each.state !== 'removed' && each.value === held.value && each.state === held.state ? [each] : [],
  );

/** Of the statements with this value, one from whose words most facts were read; of those the newest. */
const mostTelling = (held: Statement, said: readonly Recorded[], carried: Carried): Statement =>
  first(sayingTheSame(held, said).sort(mostTellingFirst(carried)));

function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new RangeError('A list that cannot be empty is empty.');
  return item;
}
