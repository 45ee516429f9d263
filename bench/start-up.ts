import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Child, CLI, startChild } from './support/child.ts';
import { temporaryFolder } from './support/database.ts';
import { median, rounded } from './support/statistics.ts';

const LATER_STARTS = 3;

/** From the start of the process until it says that it is ready: with nothing there yet, and afterwards. */
export async function measureStartUp() {
  const folder = await temporaryFolder();
  const start = (): Promise<Child> =>
    startChild([CLI, 'start'], { DATA_DIR: join(folder, 'data'), SANDBOX_PORT: '0' }, /is ready/);
  try {
    const first = await start();
    const memory = await residentMb(first.process.pid);
    await first.stop();
    const later: number[] = [];
    for (let count = 0; count < LATER_STARTS; count++) {
      const child = await start();
      later.push(child.ms);
      await child.stop();
    }
    return {
      firstMs: rounded(first.ms, 0),
      laterMs: rounded(median(later), 0),
      memoryMb: memory,
      bar: { firstMs: 15_000, laterMs: 4_000 },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the process holds in memory; only Linux tells. */
async function residentMb(pid: number | undefined): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
  return Number.isNaN(kilobytes) ? undefined : rounded(kilobytes / 1024, 0);
}
