import type { CaseResult } from '../eval-case.ts';

/** Where progress is told: standard error, or what stands for it. */
export interface ProgressOutput {
  /** Whether somebody watches, so that a line can be written over. */
  isTTY: boolean;
  write(text: string): void;
}

/** Somewhere else than at a terminal, a line after so many milliseconds is enough. */
const EVERY_MS = 10_000;
/** No eye follows more than this. */
const REDRAW_MS = 100;

export interface Progress {
  /** @param isNew whether it was run now */
  done(result: CaseResult, isNew: boolean): void;
  /** Takes the line away. */
  end(): void;
}

/** Tells how far an evaluation is. @param now milliseconds, from any beginning */
export function createProgress(total: number, output: ProgressOutput, now: () => number): Progress {
  let told = output.isTTY ? Number.NEGATIVE_INFINITY : now();
  let count = 0;
  let before = 0;
  let acceptable = 0;
  let tokens = 0;
  const line = (id: string): string =>
    [
      `${count} of ${total} cases`,
      ...(before > 0 ? [`${before} from before`] : []),
      `${acceptable} acceptable`,
      ...(tokens > 0 ? [`${tokens} tokens`] : []),
      id,
    ].join(' · ');
  return {
    done(result, isNew) {
      count++;
      if (!isNew) before++;
      if (result.isAcceptable) acceptable++;
      if (isNew) tokens += result.tokens.input + result.tokens.output;
      if (now() - told < (output.isTTY ? REDRAW_MS : EVERY_MS)) return;
      told = now();
      output.write(output.isTTY ? `\r\u001b[K${line(result.id)}` : `${line(result.id)}\n`);
    },
    end() {
      if (output.isTTY) output.write('\r\u001b[K');
    },
  };
}
