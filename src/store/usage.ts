import { type Kysely, sql } from 'kysely';
import type { Usage } from '../curator/curator.ts';
import type { Tables } from './tables.ts';

/** Adds what a turn used to a workspace's day. */
export async function addUsage(
  db: Kysely<Tables>,
  workspace: string,
  day: string,
  usage: Usage,
): Promise<void> {
  if (usage.calls === 0) return;
  await db
    .insertInto('usage')
    .values({
      workspace,
      day,
      input_tokens: usage.inputTokens,
      cached_tokens: usage.cachedTokens,
      output_tokens: usage.outputTokens,
      calls: usage.calls,
    })
    .onConflict((conflict) =>
      conflict.columns(['workspace', 'day']).doUpdateSet({
        input_tokens: sql`usage.input_tokens + excluded.input_tokens`,
        cached_tokens: sql`usage.cached_tokens + excluded.cached_tokens`,
        output_tokens: sql`usage.output_tokens + excluded.output_tokens`,
        calls: sql`usage.calls + excluded.calls`,
      }),
    )
    .execute();
}

/** Tokens, in and out, that a workspace has used on a day. */
export async function tokensUsed(db: Kysely<Tables>, workspace: string, day: string): Promise<number> {
  const row = await db
    .selectFrom('usage')
    .select(['input_tokens', 'output_tokens'])
    .where('workspace', '=', workspace)
    .where('day', '=', day)
    .executeTakeFirst();
  return row ? Number(row.input_tokens) + Number(row.output_tokens) : 0;
}
