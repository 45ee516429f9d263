import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import pg from 'pg';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUILT = join(ROOT, 'dist');

/**
 * Before all tests: dist/ is brought up to date (some tests run the built app as a process of its own), and one
 * PostgreSQL is started for the whole run, with a migrated database that each test copies. DATABASE_URL may name another
 * server; its user must be allowed to make databases.
 */
export default async function setUp() {
  // Sixteen megabytes are a young generation's room in Node.js 20, and collecting it an eighth of the run's whole time.
  // The workers are threads, which begin with what is set by then.
  setFlagsFromString('--max-semi-space-size=64 --interrupt-budget=600000');
  await buildWhatIsOutOfDate();
  const given = process.env.DATABASE_URL;
  // No test may use an operator's database by accident.
  delete process.env.DATABASE_URL;
  try {
    const { url, stop } = given ? { url: given, stop: async () => {} } : await startServer();
    globalThis.tearDownTests = stop;
    process.once('SIGINT', () => stop().finally(() => process.exit(130)));
    const { createTemplate, dropTemplate } = await import('./template.js');
    const template = await createTemplate(url);
    process.env.TEST_DATABASE_SERVER = url;
    process.env.TEST_DATABASE_TEMPLATE = template;
    globalThis.tearDownTests = async () => {
      await dropTemplate(url, template);
      await stop();
    };
  } catch (error) {
    // Tests without a database run all the same; those with one say this.
    process.env.TEST_DATABASE_TROUBLE = `${error instanceof Error ? error.stack : error}`;
  }
}

async function startServer() {
  const { startEmbeddedPostgres } = await import(join(BUILT, 'store/embedded/start-embedded-postgres.js'));
  const folder = await mkdtemp(join(await quickestFolder(), 'tune-or-not-tests-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    // Started by root, PostgreSQL runs under another account, which has to get there.
    await chmod(folder, 0o711);
    const { url, stop } = await startEmbeddedPostgres({
      dataDir: join(folder, 'postgres'),
      ownFolder: join(folder, 'own'),
      settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: 300 },
    });
    await connectQuickly(url);
    return { url, stop: () => stop().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

/**
 * Makes it cheap to connect, which tests do ten thousand times: each time both sides would hash the password 4,096 times.
 * That slows down who guesses at a password that somebody chose; this one is random.
 */
async function connectQuickly(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('set scram_iterations = 1');
    await client.query(`alter role current_user password '${decodeURIComponent(new URL(url).password)}'`);
  } finally {
    await client.end();
  }
}

/** Copying a database is many small files: twenty times quicker in memory, where there is room for it. */
async function quickestFolder() {
  const memory = '/dev/shm';
  const room = await statfs(memory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  return room > 2_000_000_000 ? memory : tmpdir();
}

/**
 * The server and the sandbox's page. Errors of types are the type checker's matter; what was written in spite of them is
 * what runs here.
 */
const buildWhatIsOutOfDate = () =>
  new Promise((resolve) => {
    execFile(process.execPath, [join(ROOT, 'scripts/build.js'), '--if-changed'], resolve);
  });
