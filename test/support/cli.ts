import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { runCommandLine } from '../../src/command-line.ts';
import { afterTest } from './clean-up.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** How a run of the command line ended, and all that it printed. */
export interface CliRun {
  code: number | null;
  out: string;
  err: string;
}

/** A folder of the test's own, gone after it. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tune-or-not-cli-'));
  afterTest(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the command line in this process: what it says and its exit code do not depend on the process it runs in. */
export async function runHere(args: readonly string[], env: Record<string, string> = {}): Promise<CliRun> {
  const said = { out: '', err: '' };
  const code = await runCommandLine(args, {
    env,
    out: { write: (text) => (said.out += text) },
    err: { isTTY: false, write: (text) => (said.err += text) },
  });
  return { code, ...said };
}

/**
 * Runs the built command line to its end, with nothing of this process's environment but PATH.
 * @param options.folder where it runs; an empty one unless given, so that no file `.env` counts
 */
export async function runCli(
  args: readonly string[],
  options: { stdin?: string | Uint8Array; env?: Record<string, string>; folder?: string } = {},
): Promise<CliRun> {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: options.folder ?? (await emptyFolder()),
    env: { PATH: process.env.PATH, ...options.env },
  });
  afterTest(() => child.kill('SIGKILL'));
  // A command that reads nothing may end before all was written.
  child.stdin.on('error', () => undefined).end(options.stdin ?? '');
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code, out, err };
}
