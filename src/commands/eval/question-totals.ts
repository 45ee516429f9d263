import type { CaseResult } from '../eval-case.ts';
import { share } from './shares.ts';

/** The questions of many cases against those worth asking; only cases that tell which these are count. */
export function questionTotals(cases: readonly CaseResult[]) {
  const compared = cases.flatMap(({ comparedQuestions }) => comparedQuestions ?? []);
  const sum = (read: (each: (typeof compared)[number]) => number) =>
    compared.reduce((total, each) => total + read(each), 0);
  const asked = sum((each) => each.asked.length);
  const worth = sum((each) => each.worth.length);
  const both = sum((each) => each.asked.filter((fact) => each.worth.includes(fact)).length);
  const asking = compared.filter((each) => each.asked.length > 0);
  return {
    cases: compared.length,
    asked,
    worth,
    both,
    precision: share(both, asked),
    recall: share(both, worth),
    /** Cases whose one question, the first, is worth asking, of those that ask any. */
    firstWorth: asking.filter((each) => each.worth.includes(each.asked[0] ?? '')).length,
    asking: asking.length,
    /** Questions about what a labeller found in the messages. */
    alreadySaid: sum((each) => each.alreadySaid.length),
  };
}
