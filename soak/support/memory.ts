import { readFile } from 'node:fs/promises';

/** What a process holds in memory, in MB; only Linux tells. */
export async function residentMb(pid: number | undefined): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
  return Number.isNaN(kilobytes) ? undefined : kilobytes / 1024;
}
