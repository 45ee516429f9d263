import type { Logger } from 'pino';
import { createLog } from '../../src/log.ts';

/** The log of the process at its most talkative, and everything that was written to it. */
export function capturedLog(): { log: Logger; text(): string } {
  const lines: string[] = [];
  const log = createLog('trace', { write: (line) => lines.push(line) });
  return { log, text: () => lines.join('') };
}
