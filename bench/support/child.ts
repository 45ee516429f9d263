import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A process of the benchmark, once it has said that it is ready. */
export interface Child {
  process: ChildProcess;
  /** The line with which it said so. */
  line: string;
  /** Milliseconds from its start until then. */
  ms: number;
  stop(): Promise<void>;
}

/** Runs a file of the benchmark, or the built product, until it prints a line that matches. */
export async function startChild(args: string[], env: Record<string, string>, ready: RegExp): Promise<Child> {
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exit;
  };
  for await (const line of createInterface(child.stdout)) {
    if (!ready.test(line)) continue;
    child.stdout.resume();
    return { process: child, line, ms: performance.now() - started, stop };
  }
  throw new Error(`${args.join(' ')} ended before it was ready.`);
}

/** The arguments with which Node runs a TypeScript file. */
export const typescript = (file: string): string[] => [
  '--no-warnings',
  '--import',
  './scripts/run-typescript.js',
  file,
];

/** The built product's command line. */
export const CLI = 'dist/cli.js';

/** Starts the built product in a Slack, over Socket Mode; resolves once it is connected. */
export const startProduct = (
  slack: Pick<Sandbox, 'botToken' | 'appToken' | 'apiUrl'>,
  databaseUrl: string,
  port: number,
  env: Record<string, string> = {},
): Promise<Child> =>
  startChild(
    [CLI, 'start'],
    {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      LOG_LEVEL: 'warn',
      ...env,
    },
    /connected/,
  );
