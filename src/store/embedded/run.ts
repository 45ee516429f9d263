import { spawn } from 'node:child_process';
import { parse } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from './account.ts';

/** How a program ended: `code` 0 is success, `error` says that it could not even be started. */
export interface Ran {
  code: number | null;
  output: string;
  error?: unknown;
}

const KEPT_CHARACTERS = 16_000;
// Nothing else goes to PostgreSQL: our tokens are none of its business, and PG* variables would change what it does.
const PASSED_ON =
  /^(PATH|LD_LIBRARY_PATH|TMPDIR|TEMP|TMP|SystemRoot|SystemDrive|ComSpec|USERNAME|USERPROFILE|APPDATA)$/i;

/** Runs a program to its end, as another account if one is given. Never throws: look at `code` and `error`. */
export async function run(file: string, args: string[], account?: Account, limitMs = 0): Promise<Ran> {
  let output = '';
  try {
    const child = spawn(file, args, {
      cwd: parse(process.execPath).root, // ours may be closed to the account
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: limitMs,
      detached: process.platform !== 'win32', // Ctrl-C is meant for us; when the server stops, we say so ourselves
      windowsHide: true,
      ...(account && { uid: account.uid, gid: account.gid }),
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        output = (output + text).slice(-KEPT_CHARACTERS);
      });
    }
    const closed = new Promise((resolve) => child.once('close', resolve));
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    // On Windows the server inherits the pipes and holds them open: do not wait for it.
    await Promise.race([closed, delay(500, undefined, { ref: false })]);
    child.stdout.destroy();
    child.stderr.destroy();
    return { code, output: output.trim() };
  } catch (error) {
    return { code: null, output: output.trim(), error };
  }
}

function environment(): NodeJS.ProcessEnv {
  const passed = Object.entries(process.env).filter(([name]) => PASSED_ON.test(name));
  return { ...Object.fromEntries(passed), LC_ALL: 'C', TZ: 'UTC' };
}

/** What a failed run has to say, for an error message. */
export function told({ code, output, error }: Ran): string {
  if (error !== undefined) return error instanceof Error ? error.message : String(error);
  return output.split('\n').slice(-15).join('\n') || `exit code ${code}, without a word`;
}
