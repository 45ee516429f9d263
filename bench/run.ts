/**
 * `npm run bench`: measures, and prints one JSON object. Each figure stands beside its bar or its baseline. `npm run bench --
 * replicas storedCases` measures these alone.
 */

import { availableParallelism } from 'node:os';
import { pino } from 'pino';
import { bringUpToDate } from '../src/bring-up-to-date.ts';
import { readManifest } from '../src/manifest.ts';
import { startSandbox } from '../src/sandbox/server/start-sandbox.ts';
import { declarationOf } from '../src/sandbox-for.ts';
import { openDatabase } from '../src/store/database.ts';
import { measureAcknowledgement } from './acknowledge/measure.ts';
import { measureAssess } from './assess.ts';
import { measureDigests } from './digests.ts';
import { measureReading } from './reading.ts';
import { measureReplicas } from './replicas.ts';
import { measureSizes } from './sizes.ts';
import { measureStartUp } from './start-up.ts';
import { measureStoredCases } from './stored-cases.ts';
import { startDatabase } from './support/database.ts';
import { measureThread } from './thread/measure.ts';
import { measureTransaction } from './transaction.ts';
import { measureTurn } from './turn.ts';
import { measureVerdict } from './verdict.ts';

const PORTS = { bare: 43_101, kept: 43_102, health: 43_103, thread: 43_104 };

const only = process.argv.slice(2);
const figures: Record<string, unknown> = {};

/** Measures one thing, unless others were asked for by name. */
async function measure(name: string, what: string, work: () => Promise<unknown>): Promise<void> {
  if (only.length > 0 && !only.includes(name)) return;
  console.error(`measuring ${what} …`);
  figures[name] = await work();
}

const database = await startDatabase();
const slack = await startSandbox({
  app: declarationOf(await readManifest()),
  limits: { rateLimits: 'off' },
});
try {
  const opened = await openDatabase(database.url, { connections: 4, onError: () => undefined });
  const { pool, close } = opened;
  await bringUpToDate(opened, pino({ level: 'silent' }));
  figures.machine = { node: process.version, cores: availableParallelism() };
  await measure('transaction', 'the database', () => measureTransaction(database.url));
  await measure('acknowledgement', 'acknowledgements', () =>
    measureAcknowledgement(slack, database.url, [PORTS.bare, PORTS.kept]),
  );
  // What the load left to do is not what the next figure is about.
  await pool.query('truncate cases, inbox cascade; delete from graphile_worker._private_jobs');
  await close();
  await measure('digests', 'digests', () => measureDigests(database.url));
  await measure('verdict', 'the way from an event to the verdict', () =>
    measureVerdict(slack, database.url, PORTS.health),
  );
  await measure('thread', 'one more message in a long thread', () =>
    measureThread(slack, database.url, PORTS.thread),
  );
  await measure('replicas', 'one, two and four processes on one database', () =>
    measureReplicas(database.url),
  );
  await measure('storedCases', 'a turn among 100,000 cases', () => measureStoredCases(database.url));
  await measure('turn', 'a turn’s own work around the model', measureTurn);
  await measure('reading', 'reading offline', measureReading);
  await measure('assess', 'assess', measureAssess);
  await measure('startUp', 'start-up', measureStartUp);
  await measure('sizes', 'sizes', measureSizes);
  console.log(JSON.stringify(figures, null, 2));
} finally {
  await slack.close();
  await database.stop();
}
