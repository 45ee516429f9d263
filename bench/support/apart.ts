import { fork } from 'node:child_process';
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
  await Promise.all(children.map((child) => once(child, 'message')));
  return {
    read: async (times) => {
      const started = performance.now();
      await Promise.all(
        children.map((child) => {
          const done = once(child, 'message');
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
