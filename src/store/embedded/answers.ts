import { Client } from 'pg';
import { hasCode } from '../../has-code.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/**
 * Does our server answer at this address?
 * @throws EmbeddedPostgresError `wrong-password` when it does not know ours.
 */
export async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000, query_timeout: 2000 });
  client.on('error', () => {}); // the connection may break at any time; the next question shows it
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    if (!hasCode(error, '28P01')) return false;
    throw new EmbeddedPostgresError(
      'wrong-password',
      'The database does not take the password kept in its data folder. The data was kept. ' +
        'Bring back the file "password" that was made with it, or move the data folder away to start with an empty database.',
      { cause: error },
    );
  } finally {
    await client.end().catch(() => {});
  }
}
