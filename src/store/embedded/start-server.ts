import { join } from 'node:path';
import { EmbeddedPostgresError, USE_YOUR_OWN } from './embedded-postgres-error.ts';
import { leftBehind } from './left-behind.ts';
import type { Place } from './place.ts';
import { choosePort, isFree, rememberPort } from './port.ts';
import type { Binaries } from './prepare-binaries.ts';
import { run, told } from './run.ts';
import { beginLog, logTail } from './server-log.ts';
import { type Settings, serverOptions } from './settings.ts';

const LIMIT_SECONDS = 120;
const TRIES = 3;

/**
 * Starts the server on a cluster and waits until it takes connections. The port is the one of the last start, or
 * another if someone else has taken it.
 * @returns its port; nothing when another server runs on the cluster, to be adopted.
 * @throws EmbeddedPostgresError `start-failed`, `bad-setting`
 */
export async function startServer(
  binaries: Binaries,
  place: Place,
  dataDir: string,
  settings: Settings,
): Promise<number | undefined> {
  const cluster = join(place.home, 'cluster');
  for (let left = TRIES; ; left--) {
    const port = await choosePort(dataDir);
    const options = serverOptions(port, settings);
    const log = await beginLog(place);
    const words = ['start', '-w', '-s', '-t', String(LIMIT_SECONDS), '-D', cluster, '-l', log, '-o', options];
    const ran = await run(binaries.pgCtl, words, place.account);
    if (ran.code === 0) {
      await rememberPort(dataDir, port);
      return port;
    }
    if (await leftBehind(cluster)) return undefined;
    if (left > 1 && !(await isFree(port))) continue;
    throw new EmbeddedPostgresError(
      'start-failed',
      `PostgreSQL did not start on the database in ${place.home}; the data was kept. It says:\n` +
        `${(await logTail(log)) || told(ran)}\nThe whole log is ${log}. Mend that and start again, or ${USE_YOUR_OWN}.`,
      { cause: ran.error },
    );
  }
}
