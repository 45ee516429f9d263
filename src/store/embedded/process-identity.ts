import { readFile } from 'node:fs/promises';
import { hasCode } from '../../has-code.ts';
import { run } from './run.ts';

/** Is this number given to a process? Perhaps to a zombie: one that has ended and whose parent never asked. */
export function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/** Does a process with this number run? */
export async function isAlive(pid: number): Promise<boolean> {
  return isTaken(pid) && (await procStat(pid))?.[0] !== 'Z';
}

/**
 * When the process was born, as text to compare: a number is given to another process sooner or later (after a
 * power loss, or in a container that starts again, at once). Empty where the system does not say.
 */
export async function birthOf(pid: number): Promise<string> {
  if (process.platform === 'darwin') return (await run('ps', ['-p', String(pid), '-o', 'lstart='])).output;
  const ticks = (await procStat(pid))?.[19];
  if (ticks === undefined) return '';
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${boot.trim()} ${ticks}`;
}

/** The fields of Linux's /proc/<pid>/stat from the third on (the second, a name, may hold anything). */
async function procStat(pid: number): Promise<string[] | undefined> {
  if (process.platform !== 'linux') return undefined;
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}
