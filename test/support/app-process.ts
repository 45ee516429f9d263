import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterTest } from './clean-up.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** The built app in a process of its own, so that it can be killed. */
export interface AppProcess {
  /** Ends it without a chance to do anything. */
  kill(): Promise<void>;
  /** Tells it to end. */
  terminate(): void;
  /** Resolves with its exit code, or the signal that ended it. */
  ended: Promise<number | string>;
}

/** Starts the built app, with nothing of this process's environment but PATH, and waits until it is connected. */
export async function startAppProcess(env: Record<string, string>): Promise<AppProcess> {
  const child = spawn(process.execPath, [CLI, 'start'], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit').then(([code, signal]): number | string => code ?? signal);
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  afterTest(kill);
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  for await (const line of createInterface(child.stdout)) {
    said.push(line);
    if (!line.includes('is connected to')) continue;
    // The log goes on; a pipe that nobody reads would stop the process.
    child.stdout.resume();
    return { kill, terminate: () => child.kill('SIGTERM'), ended };
  }
  throw new Error(`The app ended before it was ready:\n${said.join('\n')}`);
}
