import { execFile } from 'node:child_process';
import { cp, lstat, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { ROOT, read } from './repository.ts';

const exec = promisify(execFile);

/** What the Docker image holds beside its packages. */
export const SHIPPED = ['package.json', 'manifest.yml', 'prompts', 'dist'];

const Locked = z.object({
  dev: z.boolean().optional(),
  optional: z.boolean().optional(),
  devOptional: z.boolean().optional(),
});

/** The product as `npm ci --omit=dev --omit=optional` and the build leave it, in a folder of its own. */
export interface Installed {
  folder: string;
  cli: string;
  packages: string[];
  remove(): Promise<void>;
}

/** Where the packages are that are needed to run; those for developing and the optional ones are not among them. */
async function productionPackages(): Promise<string[]> {
  const lock = z
    .object({ packages: z.record(z.string(), Locked) })
    .parse(JSON.parse(await read('package-lock.json')));
  return Object.entries(lock.packages).flatMap(([path, { dev, optional, devOptional }]) =>
    path === '' || dev || optional || devOptional ? [] : [path],
  );
}

/** Copies the built product with its production packages only. */
export async function installProduction(): Promise<Installed> {
  const folder = await mkdtemp(join(tmpdir(), 'tune-or-not-production-'));
  const packages = await productionPackages();
  for (const path of packages) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    // Linked where that is possible. Packages within packages are in the list themselves, if they are needed.
    const script =
      'cp -al "$1" "$2" 2>/dev/null || { rm -rf "$2"; cp -a "$1" "$2"; }; rm -rf "$2/node_modules"';
    await exec('/bin/sh', ['-c', script, 'sh', join(ROOT, path), join(folder, path)]);
  }
  for (const name of SHIPPED) await cp(join(ROOT, name), join(folder, name), { recursive: true });
  return {
    folder,
    cli: join(folder, 'dist/cli.js'),
    packages,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** All that is in the folder, packages aside, with sizes and times: the same again if nothing was written there. */
export async function contentOf({ folder }: Installed): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true });
  const own = entries.filter((path) => !path.split(sep).includes('node_modules')).sort();
  return Promise.all(
    own.map(async (path) => {
      const { size, mtimeMs } = await lstat(join(folder, path));
      return `${path} ${size} ${mtimeMs}`;
    }),
  );
}
