import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { read } from './support/repository.ts';

const Locked = z.object({
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  inBundle: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});

const TEXT = await read('package-lock.json');
const { packages } = z.object({ packages: z.record(z.string(), Locked) }).parse(JSON.parse(TEXT));
const manifest = JSON.parse(await read('package.json'));

/** A package's name from where it is installed: "node_modules/a/node_modules/@b/c" is "@b/c". */
const nameOf = (path: string): string => path.split('node_modules/').at(-1) ?? path;

describe('package-lock.json', () => {
  test('holds no download address, so that any registry will do', () => {
    expect(TEXT).not.toMatch(/https?:\/\/[^"]*\.tgz/);
    expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
  });

  test('pins the content of every package', () => {
    const loose = Object.entries(packages).filter(
      ([path, { integrity, inBundle }]) => path && !integrity && !inBundle,
    );
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  // npm leaves out a package for another platform that it could not find while locking, and then "npm ci" refuses the file.
  test('knows the packages for every platform, as "npm ci" demands', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !isLocked(name, path))
        .map((name) => `${path || 'the project'} → ${name}`),
    );
    expect(missing).toEqual([]);
  });

  test('belongs to package.json', () => {
    const { version: _, ...root } = packages[''] ?? {};
    expect(root.optionalDependencies).toEqual(manifest.optionalDependencies);
  });

  test('brings no install script that is not turned down: what runs while installing is ours', () => {
    const scripted = Object.entries(packages).flatMap(([path, { hasInstallScript }]) =>
      hasInstallScript ? [nameOf(path)] : [],
    );
    const undecided = scripted.filter((name) => manifest.allowScripts[name] !== false);
    expect(undecided).toEqual([]);
  });
});

/** Whether a package is where its user would find it: beside it, or further out. */
function isLocked(name: string, user: string): boolean {
  for (let at = user; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (`${at === '' ? '' : `${at}/`}node_modules/${name}` in packages) return true;
    if (at === '') return false;
  }
}
