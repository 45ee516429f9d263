import pg from 'pg';
import { median, rounded, timed } from './support/statistics.ts';

const WARM_UP = 200;
const COUNT = 1_000;

/** What the database itself takes: a transaction that does nothing, and one that writes a row. */
export async function measureTransaction(databaseUrl: string) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const transaction = (sql: string) => async (): Promise<void> => {
    await client.query('begin');
    await client.query(sql);
    await client.query('commit');
  };
  try {
    await client.query('create table bench_row (n int)');
    const measure = async (work: () => Promise<void>): Promise<number> => {
      for (let count = 0; count < WARM_UP; count++) await work();
      const times: number[] = [];
      for (let count = 0; count < COUNT; count++) times.push(await timed(work));
      return rounded(median(times), 2);
    };
    return {
      emptyMs: await measure(transaction('select 1')),
      oneRowMs: await measure(transaction('insert into bench_row values (1)')),
    };
  } finally {
    await client.query('drop table if exists bench_row');
    await client.end();
  }
}
