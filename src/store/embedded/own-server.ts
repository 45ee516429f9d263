import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { answers } from './answers.ts';
import { checkClusterVersion } from './cluster-version.ts';
import { createCluster } from './create-cluster.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { exists } from './exists.ts';
import { leftBehind } from './left-behind.ts';
import { keepPassword } from './password.ts';
import { choosePlace, type Place } from './place.ts';
import { type Binaries, prepareBinaries, removeOldCopies } from './prepare-binaries.ts';
import type { Settings } from './settings.ts';
import { isSafeForShell } from './shell-safe.ts';
import { startServer } from './start-server.ts';
import { tellOfOthers } from './tell-of-others.ts';
import { urlOf } from './url.ts';

export interface OwnOptions {
  dataDir: string;
  ownFolder: string;
  settings: Settings;
  log: (line: string) => void;
}

/** A server that is ours to stop. */
export interface OwnServer {
  how: 'created' | 'started' | 'adopted';
  port: number;
  password: string;
  place: Place;
  binaries: Binaries;
}

const ADOPTION_LIMIT_MS = 60_000;

/** Brings up the server of a data folder that is ours: made, started, or taken over from a process that was killed. */
export async function ownServer({ dataDir, ownFolder, settings, log }: OwnOptions): Promise<OwnServer> {
  const password = await keepPassword(dataDir);
  const place = await choosePlace({ dataDir, ownFolder, password });
  if (!isSafeForShell(place.home)) throw unfit(place.home);
  const { account, home } = place;
  if (account)
    log(`PostgreSQL does not run as root: the account ${account.name} runs it, with the data in ${home}.`);
  const binaries = await prepareBinaries(place, log);
  const cluster = join(place.home, 'cluster');
  const own = { password, place, binaries };

  const isNew = !(await exists(cluster));
  if (isNew) {
    await tellOfOthers({ home: place.home, dataDir, password }, log);
    await createCluster(binaries, place, password, settings.fsync !== 'off' && settings.fsync !== false);
    log(`An empty PostgreSQL database was made in ${place.home}.`);
  } else await checkClusterVersion(place.home, binaries.major);

  const adopted = await adopt(cluster, password);
  if (adopted) return { ...own, how: 'adopted', port: adopted };
  const port = await startServer(binaries, place, dataDir, settings);
  if (port === undefined) {
    // Its starter was killed a moment ago: it was not there yet when we looked.
    const late = await adopt(cluster, password);
    if (late) return { ...own, how: 'adopted', port: late };
    throw new EmbeddedPostgresError(
      'start-failed',
      `Another PostgreSQL came and went on ${place.home}. Start again.`,
    );
  }
  await removeOldCopies(place.home, binaries.copy);
  return { ...own, how: isNew ? 'created' : 'started', port };
}

/** The port of a server left behind, when it answers; nothing when there is none (any more). */
async function adopt(cluster: string, password: string): Promise<number | undefined> {
  for (const until = Date.now() + ADOPTION_LIMIT_MS; ; await delay(50)) {
    const found = await leftBehind(cluster);
    if (!found) return undefined;
    if (found.port > 0 && (await answers(urlOf(found.port, password)))) return found.port;
    if (Date.now() > until) {
      throw new EmbeddedPostgresError(
        'start-failed',
        `A PostgreSQL (process ${found.pid}) runs on ${cluster} already, but does not answer. The data was kept. ` +
          'Stop that process and start again.',
      );
    }
  }
}

function unfit(path: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'no-place',
    `PostgreSQL's tools cannot work in ${path}: its name holds a character that a shell would read. Rename the folder.`,
  );
}
