import type { FactTest } from './condition.ts';
import { holds } from './evaluate.ts';
import type { Fact, Statement } from './fact.ts';
import type { Conflict, Situation } from './situation.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * What people differ about must not come back through another fact: "23 of 50 passages were found" says that there is
 * a search. A measured result that is not older than what was said ends the disagreement; what only takes one side for
 * granted waits until it has ended.
 * @param saidLast when a fact's value was last stated
 */
export function settleDisputes(
  { facts, conflicts }: Situation,
  vocabulary: Vocabulary,
  saidLast: (fact: Fact) => number,
): Situation {
  const settled = conflicts.map((conflict) => ({
    conflict,
    fact: resultOf(conflict, facts, vocabulary, saidLast),
  }));
  const open = settled.filter(({ fact }) => !fact).map(({ conflict }) => conflict);
  const presumed = open.flatMap(({ key }) => vocabulary.get(key)?.presumed_by ?? []);
  return {
    facts: inOrder(
      [...facts.filter((fact) => !meetsAny(fact, presumed)), ...settled.flatMap(({ fact }) => fact ?? [])],
      vocabulary,
    ),
    conflicts: open,
  };
}

/** The side that a measured result gives right, with the word that it took the place of. */
function resultOf(
  { key, statements }: Conflict,
  facts: readonly Fact[],
  vocabulary: Vocabulary,
  saidLast: (fact: Fact) => number,
): Fact | undefined {
  const lastWord = Math.max(...statements.map(({ evidence }) => evidence.at));
  const rule = vocabulary
    .get(key)
    ?.settled_by.find(({ when }) =>
      facts.some((fact) => fact.state !== 'inferred' && meetsAny(fact, [when]) && saidLast(fact) >= lastWord),
    );
  const right = statements.find(({ value }) => value === rule?.is);
  const replaced = statements.find(({ value }) => value !== rule?.is);
  return right && replaced ? { ...right, replaced } : undefined;
}

const meetsAny = (fact: Statement, tests: readonly FactTest[]): boolean =>
  tests.some((test) => holds(test, new Map([[fact.key, fact.value]]), new Map()));

function inOrder(facts: readonly Fact[], vocabulary: Vocabulary): Fact[] {
  const order = [...vocabulary.keys()];
  return [...facts].sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
}
