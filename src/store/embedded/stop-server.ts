import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { leftBehind } from './left-behind.ts';
import type { Place } from './place.ts';
import type { Binaries } from './prepare-binaries.ts';
import { run, told } from './run.ts';

// Slower than `fast` is only a disk that cannot keep up; `immediate` loses nothing, the next start takes longer.
const MODES = [
  ['fast', '20'],
  ['immediate', '10'],
] as const;

/**
 * Stops the server on a cluster; that it runs no more is success.
 * @throws EmbeddedPostgresError `stop-failed` when it still runs after the limit.
 */
export async function stopServer({ pgCtl }: Binaries, { home, account }: Place): Promise<void> {
  const cluster = join(home, 'cluster');
  let said = '';
  for (const [mode, seconds] of MODES) {
    const ran = await run(pgCtl, ['stop', '-s', '-w', '-D', cluster, '-m', mode, '-t', seconds], account);
    if (ran.code === 0 || !(await leftBehind(cluster))) return;
    said = told(ran);
  }
  throw new EmbeddedPostgresError(
    'stop-failed',
    `PostgreSQL on ${home} did not stop in time and still runs; the data is safe, the next start takes it over. It says:\n${said}`,
  );
}
