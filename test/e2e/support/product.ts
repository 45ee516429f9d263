import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));

/** The product as `npm start` leaves it: a process of its own, with nothing configured. */
export interface Product {
  /** The page's address, from what the process prints for people. */
  url: string;
  stop(): Promise<void>;
}

/** Starts the built product on free ports, with its data in a new folder that `stop` removes. */
export async function startProduct(): Promise<Product> {
  const folder = await mkdtemp(join(tmpdir(), 'tune-or-not-e2e-'));
  // For root, PostgreSQL runs under another account, which must get to its data.
  await chmod(folder, 0o711);
  const child = spawn(process.execPath, [CLI, 'start'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, DATA_DIR: join(folder, 'data'), SANDBOX_PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  for await (const line of createInterface(child.stdout)) {
    said.push(line);
    const url = /Open (http:\S+)/.exec(line)?.[1];
    if (!url) continue;
    // The log goes on; a pipe that nobody reads would stop the process.
    child.stdout.resume();
    return { url, stop };
  }
  await stop();
  throw new Error(`It ended before it was ready:\n${said.join('\n')}`);
}
