import { chmod, mkdir, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { answers } from './answers.ts';
import { EmbeddedPostgresError, USE_YOUR_OWN } from './embedded-postgres-error.ts';
import { type OwnOptions, ownServer } from './own-server.ts';
import { type OwnerFile, ownerFile } from './owner-file.ts';
import { readPassword } from './password.ts';
import type { Settings } from './settings.ts';
import { stopServer } from './stop-server.ts';
import { urlOf } from './url.ts';

export interface EmbeddedPostgresOptions {
  /** Where the data, the password and the server's log go. Made if missing; nothing else should be in it. */
  dataDir: string;
  /** Told, in a sentence, what an operator wants to know: other folders that are used, and why. */
  log?: (line: string) => void;
  /** Over our own, by PostgreSQL's names. Tests may say `{ fsync: 'off' }`; a running server keeps what it has. */
  settings?: Settings;
  /** Root only: where the data goes when PostgreSQL's account cannot reach `dataDir`. */
  ownFolder?: string;
}

export interface EmbeddedPostgres {
  url: string;
  /** The folder that holds the database: `dataDir`, or for root perhaps a folder of its own. */
  dataDir: string;
  /** `adopted`: a killed process had left it running. `attached`: it belongs to another, living process. */
  how: 'created' | 'started' | 'adopted' | 'attached';
  /**
   * Stops the server if it is ours; any further call waits for the first.
   * @throws EmbeddedPostgresError `stop-failed`
   */
  stop(): Promise<void>;
}

const OWN_FOLDER =
  process.platform === 'darwin' ? '/Library/Application Support/tune-or-not' : '/var/lib/tune-or-not';
const OTHERS_LIMIT_MS = 120_000;

/**
 * Gives a running PostgreSQL for a data folder: one process owns it and its server, others on the same folder attach.
 * @throws EmbeddedPostgresError, whose message tells the operator what to do; data is never removed.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log = () => {}, settings = {}, ownFolder = OWN_FOLDER } = options;
  const given = resolve(options.dataDir);
  try {
    const dataDir = await makeDataDir(given);
    const file = ownerFile(join(dataDir, 'owner'));
    return (await attach(file, dataDir)) ?? (await own(file, { dataDir, ownFolder, settings, log }));
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    throw new EmbeddedPostgresError(
      'no-place',
      `The data folder ${given} cannot be used: ${error instanceof Error ? error.message : error}. ` +
        `What was in it was kept. Mend that, choose another folder, or ${USE_YOUR_OWN}.`,
      { cause: error },
    );
  }
}

/** @returns its real path: however a process spells it, all must mean the same folder */
async function makeDataDir(dataDir: string): Promise<string> {
  const made = await mkdir(dataDir, { recursive: true });
  // Below root's folder another account has to reach its cluster; what is private has a mode of its own.
  if (made) await chmod(dataDir, process.geteuid?.() === 0 ? 0o711 : 0o700);
  return realpath(dataDir);
}

/** The server of the folder's living owner, as soon as it answers; nothing when the folder has become ours. */
async function attach(file: OwnerFile, dataDir: string): Promise<EmbeddedPostgres | undefined> {
  for (const until = Date.now() + OTHERS_LIMIT_MS; ; await delay(50)) {
    const owner = await file.claim();
    if (!owner) return undefined;
    const server = owner === 'unknown' ? undefined : owner.server;
    const url = server && urlOf(server.port, (await readPassword(dataDir)) ?? '');
    if (url && (await answers(url)))
      return { url, dataDir: server.home, how: 'attached', stop: async () => {} };
    if (Date.now() > until) {
      throw new EmbeddedPostgresError(
        'busy',
        `The data folder ${dataDir} is in use by process ${owner === 'unknown' ? 'unknown' : owner.pid}, whose ` +
          'PostgreSQL does not answer. Nothing was changed. Stop that process and start again.',
      );
    }
  }
}

async function own(file: OwnerFile, options: OwnOptions): Promise<EmbeddedPostgres> {
  try {
    const { how, port, password, place, binaries } = await ownServer(options);
    await file.announce({ home: place.home, port });
    let stopped: Promise<void> | undefined;
    const stop = async () => {
      await file.announce(undefined).catch(() => {}); // stop even if someone has deleted the folder
      await stopServer(binaries, place).finally(() => file.release());
    };
    return {
      url: urlOf(port, password),
      dataDir: place.home,
      how,
      stop: () => {
        stopped ??= stop();
        return stopped;
      },
    };
  } catch (error) {
    await file.release();
    throw error;
  }
}
