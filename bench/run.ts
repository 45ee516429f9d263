/** `npm run bench`: measures, and prints one JSON object. Each figure stands beside its bar or its baseline. */
import { availableParallelism } from 'node:os';
import { pino } from 'pino';
import { migrateJobs } from '../src/jobs/worker.ts';
import { readManifest } from '../src/manifest.ts';
import { startSandbox } from '../src/sandbox/server/start-sandbox.ts';
import { declarationOf } from '../src/sandbox-for.ts';
import { openDatabase } from '../src/store/database.ts';
import { migrate } from '../src/store/migrate.ts';
import { measureAcknowledgement } from './acknowledge/measure.ts';
import { measureAssess } from './assess.ts';
import { measureDigests } from './digests.ts';
import { measureReading } from './reading.ts';
import { measureSizes } from './sizes.ts';
import { measureStartUp } from './start-up.ts';
import { startDatabase } from './support/database.ts';
import { measureThread } from './thread/measure.ts';
import { measureTransaction } from './transaction.ts';
import { measureVerdict } from './verdict.ts';

const PORTS = { bare: 43_101, kept: 43_102, health: 43_103, thread: 43_104 };

const tell = (what: string): void => console.error(`measuring ${what} …`);

const database = await startDatabase();
const slack = await startSandbox({
  app: declarationOf(await readManifest()),
  limits: { rateLimits: 'off' },
});
try {
  const { db, pool, close } = await openDatabase(database.url, { connections: 4, onError: () => undefined });
  await migrate(db);
  await migrateJobs(pool, pino({ level: 'silent' }));
  tell('the database');
  const transaction = await measureTransaction(database.url);
  tell('acknowledgements');
  const acknowledgement = await measureAcknowledgement(slack, database.url, [PORTS.bare, PORTS.kept]);
  // What the load left to do is not what the next figure is about.
  await pool.query('truncate cases, inbox cascade; delete from graphile_worker._private_jobs');
  await close();
  tell('digests');
  const digests = await measureDigests(database.url);
  tell('the way from an event to the verdict');
  const verdict = await measureVerdict(slack, database.url, PORTS.health);
  tell('one more message in a long thread');
  const thread = await measureThread(slack, database.url, PORTS.thread);
  tell('reading offline');
  const reading = await measureReading();
  tell('assess');
  const assess = await measureAssess();
  tell('start-up');
  const startUp = await measureStartUp();
  const machine = { node: process.version, cores: availableParallelism() };
  const sizes = await measureSizes();
  console.log(
    JSON.stringify(
      { machine, transaction, acknowledgement, digests, verdict, thread, reading, assess, startUp, sizes },
      null,
      2,
    ),
  );
} finally {
  await slack.close();
  await database.stop();
}
