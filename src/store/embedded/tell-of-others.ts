import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ownName } from './place.ts';

/** Before an empty database is made in an own folder: which others there might be the one that someone looks for. */
export async function tellOfOthers(
  { home, dataDir, password }: { home: string; dataDir: string; password: string },
  log: (line: string) => void,
): Promise<void> {
  const name = ownName(dataDir, password);
  if (basename(home) !== name) return;
  const [path, secret] = name.split('-');
  for (const other of await readdir(dirname(home))) {
    const [otherPath, otherSecret] = other.split('-');
    const folder = join(dirname(home), other);
    if (other === name) continue;
    if (otherPath === path) {
      log(
        `A database from before ${dataDir} was deleted is still in ${folder}; delete it if nobody misses it.`,
      );
    } else if (otherSecret === secret) {
      log(
        `The database in ${folder} belongs to the folder that ${dataDir} was copied or moved from. ` +
          `If it was moved: stop, remove ${home} and give that folder its name.`,
      );
    }
  }
}
