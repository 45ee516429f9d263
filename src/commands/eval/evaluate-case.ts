import { readThread, type ThreadReader } from '../../cases/read-thread.ts';
import { observe } from '../../curator/llm/observed-chat.ts';
import type { CaseResult, EvalCase } from '../eval-case.ts';
import { toMessages } from '../read-messages.ts';
import { scoreCase } from './score-case.ts';

/** Runs the adviser over one labelled case. @param run which time it is, from 1 */
export async function evaluateCase(labelled: EvalCase, reader: ThreadReader, run = 1): Promise<CaseResult> {
  const started = performance.now();
  const { value, observed } = await observe({ name: labelled.id, run }, () =>
    readThread(toMessages(labelled), reader),
  );
  const ms = Math.round(performance.now() - started);
  return scoreCase(labelled, value, reader.pack, { ...observed, ms });
}
