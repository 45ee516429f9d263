import type { ThreadReader } from '../../../src/cases/read-thread.ts';
import { evaluateCase } from '../../../src/commands/eval/evaluate-case.ts';
import { type Totals, totalsOf } from '../../../src/commands/eval/totals.ts';
import type { CaseResult, EvalCase } from '../../../src/commands/eval-case.ts';

/** Runs the adviser over labelled cases, one after the other, without a report around it. */
export async function runEval(
  cases: readonly EvalCase[],
  reader: ThreadReader,
): Promise<{ cases: CaseResult[]; totals: Totals }> {
  const results: CaseResult[] = [];
  for (const labelled of cases) results.push(await evaluateCase(labelled, reader));
  return { cases: results, totals: totalsOf(results) };
}
