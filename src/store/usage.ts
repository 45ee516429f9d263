import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** What a workspace used in a stretch of days. */
export interface UsageSum {
  inputTokens: number;
  /** Of the input tokens, those that the provider had cached. */
  cachedTokens: number;
  outputTokens: number;
  calls: number;
  /** In dollars, of the calls whose price is known. */
  cost: number;
  unpricedCalls: number;
  /** Answers that came from our own cache, without a call. */
  cacheHits: number;
  /** How often the offline curator stood in for the model. */
  fallbacks: number;
}

/** What a workspace used from one day to another, both included. */
export async function usageBetween(
  db: Kysely<Tables>,
  workspace: string,
  days: { from: string; to: string },
): Promise<UsageSum> {
  const { rows } = await sql<UsageSum>`
    select
      coalesce(sum(input_tokens), 0)::float8 as "inputTokens",
      coalesce(sum(cached_tokens), 0)::float8 as "cachedTokens",
      coalesce(sum(output_tokens), 0)::float8 as "outputTokens",
      coalesce(sum(calls), 0)::float8 as calls,
      coalesce(sum(cost), 0)::float8 as cost,
      coalesce(sum(unpriced_calls), 0)::float8 as "unpricedCalls",
      coalesce(sum(cache_hits), 0)::float8 as "cacheHits",
      coalesce(sum(fallbacks), 0)::float8 as fallbacks
    from usage
    where workspace = ${workspace} and day between ${days.from}::date and ${days.to}::date`.execute(db);
  const [sum] = rows;
  if (!sum) throw new Error('a sum of nothing is a row too');
  return sum;
}

/** Counts what took no call: answers from our own cache, and readings without the model that should have read. */
export async function noteUncalled(
  db: Kysely<Tables>,
  workspace: string,
  day: string,
  { cacheHits, fallbacks }: Pick<UsageSum, 'cacheHits' | 'fallbacks'>,
): Promise<void> {
  if (cacheHits === 0 && fallbacks === 0) return;
  await db
    .insertInto('usage')
    .values({ workspace, day, cache_hits: cacheHits, fallbacks })
    .onConflict((conflict) =>
      conflict.columns(['workspace', 'day']).doUpdateSet({
        cache_hits: sql`usage.cache_hits + excluded.cache_hits`,
        fallbacks: sql`usage.fallbacks + excluded.fallbacks`,
      }),
    )
    .execute();
}

/**
 * Whether it is for this turn to say that a limit of the day is reached: the first that asks does, and does so again
 * when it is taken once more.
 * @param turn a case and the number of its turn, as case/turn
 */
export async function tellsOfLimit(
  db: Kysely<Tables>,
  workspace: string,
  day: string,
  turn: string,
): Promise<boolean> {
  const { rows } = await sql`
    insert into usage (workspace, day, limit_told_in) values (${workspace}, ${day}, ${turn})
    on conflict (workspace, day) do update set limit_told_in = excluded.limit_told_in
      where usage.limit_told_in is null or usage.limit_told_in = excluded.limit_told_in
    returning day`.execute(db);
  return rows.length > 0;
}
