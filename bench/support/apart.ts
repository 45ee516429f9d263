import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { typescript } from './child.ts';

const FILE = fileURLToPath(new URL('read-apart.ts', import.meta.url));

/** Processes that do what answering takes of them without a database and without Slack: they share only the machine. */
export interface Apart {
  /** Reads and assesses a question so often, divided among them. @returns how often a second */
  read(times: number): Promise<number>;
  stop(): Promise<void>;
}

/** Starts them; resolves once they are ready to read. */
export async function startApart(processes: number): Promise<Apart> {
  const execArgv = typescript(FILE).slice(0, -1);
  const children = Array.from({ length: processes }, () => fork(FILE, { execArgv }));
  await Promise.all(children.map(told));
  return {
    read: async (times) => {
      const started = performance.now();
      await Promise.all(
        children.map((child) => {
          const done = told(child);
          child.send(times / processes);
          return done;
        }),
      );
      return times / ((performance.now() - started) / 1_000);
    },
    stop: async () => {
      await Promise.all(
        children.map((child) => {
          const exit = once(child, 'exit');
          child.kill();
          return exit;
        }),
      );
    },
  };
}

/** Resolves when a child tells something. @throws when it ends instead */
async function told(child: ChildProcess): Promise<void> {
  const heard = new AbortController();
  const { signal } = heard;
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error('A process that was to read ended.');
  });
  try {
    await Promise.race([once(child, 'message', { signal }), ended]);
  } finally {
    heard.abort();
  }
}
