/**
 * Builds dist/: the server with tsc, the sandbox's page with vite. With --if-changed only when a source changed since the
 * last build, so that `npm start` is quick and never runs old code. Plain JavaScript, because it runs before anything is
 * built.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const DIST = join(ROOT, 'dist');
/** Holds the fingerprint of the sources that dist/ was built from. */
const STAMP = join(DIST, '.built');
const PAGE = join(DIST, 'sandbox', 'page');

/** Everything that goes into dist/; the lock file, because another compiler may write other code. */
const SOURCES = ['src', 'tsconfig.json', 'tsconfig.build.json', 'vite.config.ts', 'package-lock.json'];

const filesBelow = (path) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

function fingerprint() {
  const hash = createHash('sha256');
  const files = SOURCES.map((name) => join(ROOT, name)).flatMap((path) =>
    path.endsWith(`${sep}src`) ? filesBelow(path).sort() : [path],
  );
  for (const file of files)
    hash
      .update(`${relative(ROOT, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex');
}

const bin = (name) => join(ROOT, 'node_modules', '.bin', name);

function run(name, ...args) {
  const { status, error } = spawnSync(bin(name), args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** What a deleted source left in dist/ would still be there to import here, but in no fresh checkout. */
function removeLeftovers() {
  for (const file of filesBelow(DIST)) {
    if (file.startsWith(PAGE + sep) || !/\.js(?:\.map)?$/.test(file)) continue;
    const source = join(ROOT, 'src', relative(DIST, file).replace(/\.js(?:\.map)?$/, '.ts'));
    if (!existsSync(source)) rmSync(file);
  }
}

function build(sources) {
  rmSync(STAMP, { force: true });
  // Without the output, the compiler's own notes of what it wrote are wrong.
  if (!existsSync(join(DIST, 'cli.js'))) rmSync(join(DIST, '.tsbuildinfo'), { force: true });
  run('tsc', '-p', 'tsconfig.build.json');
  run('vite', 'build', '--logLevel', 'warn');
  removeLeftovers();
  chmodSync(join(DIST, 'cli.js'), 0o755);
  writeFileSync(STAMP, sources);
}

const onlyIfChanged = process.argv.includes('--if-changed');
const hasTools = existsSync(join(ROOT, 'src')) && existsSync(bin('tsc')) && existsSync(bin('vite'));
if (hasTools) {
  const sources = fingerprint();
  const built = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : '';
  if (!onlyIfChanged || built !== sources) build(sources);
} else if (!existsSync(join(DIST, 'cli.js')) && process.env.npm_lifecycle_event !== 'prepare') {
  // `npm ci --omit=dev` prepares without the tools: then dist/ comes from elsewhere, as in the Docker image.
  console.error(
    'dist/ is not built, and the tools to build it are not installed.\nRun "npm ci" without --omit=dev.',
  );
  process.exit(1);
}
