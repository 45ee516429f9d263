import { sql } from 'kysely';
import type { SlackConfig } from '../../config.ts';
import type { Database } from '../../store/database.ts';
import { missingKeys } from '../../store/installations.ts';
import { schemaState } from '../../store/migrate.ts';
import { type Check, type Finding, ok, warning, wrong } from './check.ts';

const LIMIT_MS = 8_000;

/** Where many workspaces are served: how many have installed the app, and whether each token can be read. */
export const installationChecks = (
  slack: SlackConfig | undefined,
  open: (() => Promise<Database>) | undefined,
): Check[] =>
  slack?.oauth === undefined
    ? []
    : [{ name: 'installations', limitMs: LIMIT_MS, look: () => look(slack.oauth.tokenKeys, open) }];

async function look(
  keys: NonNullable<SlackConfig['oauth']>['tokenKeys'],
  open: (() => Promise<Database>) | undefined,
): Promise<Finding> {
  const database = await open?.().catch(() => undefined);
  if (!database)
    return warning('not looked at, because no database can be looked into', 'Set DATABASE_URL, or mend it.');
  const { db } = database;
  if ((await schemaState(db)).missing.length > 0)
    return warning(
      'not looked at, because tables are missing',
      'Start the app of this version: it makes them.',
    );
  const { rows } = await sql<{ here: number; older: number; gone: number }>`
    select count(sealed)::int as here, count(*) filter (where removed_at is not null)::int as gone,
      count(*) filter (where key_id <> ${keys[0].id})::int as older from installations`.execute(db);
  const { here = 0, older = 0, gone = 0 } = rows[0] ?? {};
  const missing = await missingKeys(db, keys);
  const counted = `workspaces that have installed the app: ${here}${gone > 0 ? `; removed it, and not deleted yet: ${gone}` : ''}`;
  if (missing.length > 0)
    return wrong(
      `${counted}, but tokens are encrypted under keys that TOKEN_KEYS does not hold: ${missing.join(', ')}`,
      'Add those keys to TOKEN_KEYS again, after the first; the app does not start without them. If one is lost, docs/operations.md says what to do.',
    );
  if (older > 0)
    return warning(
      `${counted}; tokens under an older key: ${older}`,
      'Start the app once with this TOKEN_KEYS: it encrypts them anew. Then the older key can go.',
    );
  return ok(`${counted}; every token is encrypted under the first of TOKEN_KEYS`);
}
