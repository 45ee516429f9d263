import type { ThreadReader } from '../cases/read-thread.ts';
import { evaluateCase } from './eval/evaluate-case.ts';
import { type Totals, totalsOf } from './eval/totals.ts';
import type { CaseResult, EvalCase } from './eval-case.ts';

export { readCases } from './eval/read-cases.ts';
export { evalToText } from './eval/to-text.ts';

/** Runs the adviser over labelled cases, one after the other. */
export async function runEval(
  cases: readonly EvalCase[],
  reader: ThreadReader,
): Promise<{ cases: CaseResult[]; totals: Totals }> {
  const results: CaseResult[] = [];
  for (const labelled of cases) results.push(await evaluateCase(labelled, reader));
  return { cases: results, totals: totalsOf(results) };
}
