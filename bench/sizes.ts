import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rounded } from './support/statistics.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What is shipped: the build, the sandbox's page in it, and the packages that production needs. */
export async function measureSizes() {
  const lock: { packages: Record<string, { dev?: boolean; optional?: boolean; devOptional?: boolean }> } =
    JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
  const needed = Object.entries(lock.packages).filter(
    ([path, { dev, optional, devOptional }]) => path !== '' && !dev && !optional && !devOptional,
  );
  const bytes = await Promise.all(needed.map(([path]) => sizeOf(join(ROOT, path))));
  return {
    distMb: megabytes(await sizeOf(join(ROOT, 'dist'))),
    pageMb: megabytes(await sizeOf(join(ROOT, 'dist/sandbox/page'))),
    productionPackages: needed.length,
    productionPackagesMb: megabytes(bytes.reduce((sum, each) => sum + each, 0)),
  };
}

const megabytes = (bytes: number): number => rounded(bytes / 1024 / 1024);

/** All files below a folder, but for packages within it, which are counted on their own. */
async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' ? 0 : sizeOf(path);
      return (await lstat(path)).size;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
