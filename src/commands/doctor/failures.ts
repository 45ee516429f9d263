import { sql } from 'kysely';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../store/database.ts';
import { type FailureCount, OPEN_MS, openFailures } from '../../store/failures.ts';
import { type Check, type Finding, ok, warning } from './check.ts';

const LIMIT_MS = 8_000;
const DAYS = OPEN_MS / 86_400_000;
/** From so many failures on people are told in the thread. */
const OFTEN = 6;
/** So many kinds of failure are named. */
const MOST_NAMED = 6;

const NOUNS: Record<FailureCount['kind'], [one: string, many: string]> = {
  message: ['message', 'messages'],
  digest: ['digest', 'digests'],
  telling: ['person not told alone', 'people not told alone'],
  erasure: ['message left in Slack', 'messages left in Slack'],
};

/** What was given up lately, and cases that fail again and again. */
export const failuresCheck = (open: () => Promise<Database>, clock: Clock): Check => ({
  name: 'failures',
  limitMs: LIMIT_MS,
  look: () => look(open, new Date(clock.now())),
});

async function look(open: () => Promise<Database>, now: Date): Promise<Finding> {
  const database = await open().catch(() => undefined);
  if (!database)
    return warning('not looked at, because the database cannot be used', 'Mend the database first.');
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass('failures') is not null as there`.execute(database.db);
  if (!rows[0]?.there) return ok('nothing was given up: the tables for it are not there yet');
  const given = await openFailures(database.db, now);
  const { stuck } = await database.db
    .selectFrom('cases')
    .select(({ fn }) => fn.countAll<string>().as('stuck'))
    .where('failures', '>=', OFTEN)
    .executeTakeFirstOrThrow();
  const parts = [
    ...given.slice(0, MOST_NAMED).map(inWords),
    ...(given.length > MOST_NAMED ? [`${given.length - MOST_NAMED} more kinds`] : []),
    ...(Number(stuck) > 0 ? [`${stuck} cases that fail again and again`] : []),
  ];
  if (parts.length === 0) return ok(`nothing was given up in the last ${DAYS} days`);
  return warning(
    `could not be done in the last ${DAYS} days: ${parts.join('; ')}`,
    'docs/operations.md ("What failed for good") says what each reason means and lists them; what is asked anew is tried anew.',
  );
}

function inWords({ kind, reason, count, latest }: FailureCount): string {
  const [one, many] = NOUNS[kind];
  return `${count} ${count === 1 ? one : many} (${reason}, last ${latest.toISOString().slice(0, 16)}Z)`;
}
