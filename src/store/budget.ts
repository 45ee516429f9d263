import { type Kysely, sql } from 'kysely';
import type { Usage } from '../curator/curator.ts';
import type { Budget } from '../curator/llm/budget.ts';
import { LlmError } from '../curator/llm/llm-error.ts';
import { costOf, type Price } from '../curator/price.ts';
import type { Tables } from './tables.ts';

/** What a workspace may use in a day. */
export interface DailyLimits {
  /** Tokens, in and out. */
  tokens: number;
  /** Dollars; it counts only where the price of the model is known. */
  dollars: number | undefined;
}

/** What a workspace may use in a day, and what the model costs, as far as that is known. */
export interface Spending {
  limits: DailyLimits;
  price: Price | undefined;
  /** The day on which the price was read, as YYYY-MM-DD. */
  priceDated: string | undefined;
}

export const TOKENS_REACHED =
  "Today's limit of tokens for this workspace is reached, so I read offline until tomorrow (UTC).";
export const DOLLARS_REACHED =
  "Today's spending limit for this workspace is reached, so I read offline until tomorrow (UTC).";

/**
 * A workspace's budget, the same for all replicas. A call begins only while what was used and what is set aside for calls
 * under way are below the limits; both are compared and set aside in one statement. So a day goes beyond a limit by
 * what one call takes at most, however many begin at once.
 * @param day of now, as YYYY-MM-DD; a call counts for the day on which it began
 */
export function createBudget(
  db: Kysely<Tables>,
  workspace: string,
  day: () => string,
  { limits, price }: Pick<Spending, 'limits' | 'price'>,
): Budget {
  const most = price && limits.dollars !== undefined ? limits.dollars : undefined;
  return {
    async reserve({ inputTokens, outputTokens }) {
      const today = day();
      const tokens = inputTokens + outputTokens;
      const cost = price ? costOf({ inputTokens, cachedTokens: 0, outputTokens }, price) : 0;
      if (limits.tokens <= 0) throw reached(TOKENS_REACHED);
      if (most !== undefined && most <= 0) throw reached(DOLLARS_REACHED);
      const { rows } = await sql`
        insert into usage (workspace, day, reserved_tokens, reserved_cost)
        values (${workspace}, ${today}, ${tokens}, ${cost})
        on conflict (workspace, day) do update set
          reserved_tokens = usage.reserved_tokens + excluded.reserved_tokens,
          reserved_cost = usage.reserved_cost + excluded.reserved_cost
          where usage.input_tokens + usage.output_tokens + usage.reserved_tokens < ${limits.tokens}
            and (${most ?? null}::numeric is null or usage.cost + usage.reserved_cost < ${most ?? null}::numeric)
        returning day`.execute(db);
      if (rows.length === 0) throw reached(await whichIsReached(db, workspace, today, limits.tokens));
      return {
        settle: (usage) => settle(db, workspace, today, { usage, price, reserved: { tokens, cost } }),
      };
    },
  };
}

const reached = (sentence: string): LlmError => new LlmError(sentence, { failure: 'limit' });

async function whichIsReached(
  db: Kysely<Tables>,
  workspace: string,
  day: string,
  tokens: number,
): Promise<string> {
  const { rows } = await sql<{ tokens: boolean }>`
    select input_tokens + output_tokens + reserved_tokens >= ${tokens} as tokens from usage
    where workspace = ${workspace} and day = ${day}`.execute(db);
  return rows[0]?.tokens === false ? DOLLARS_REACHED : TOKENS_REACHED;
}

/** Books what a call used in place of what was set aside for it. */
async function settle(
  db: Kysely<Tables>,
  workspace: string,
  day: string,
  {
    usage,
    price,
    reserved,
  }: { usage: Usage; price: Price | undefined; reserved: { tokens: number; cost: number } },
): Promise<void> {
  await sql`
    update usage set
      reserved_tokens = reserved_tokens - ${reserved.tokens},
      reserved_cost = reserved_cost - ${reserved.cost},
      input_tokens = input_tokens + ${usage.inputTokens},
      cached_tokens = cached_tokens + ${usage.cachedTokens},
      output_tokens = output_tokens + ${usage.outputTokens},
      calls = calls + ${usage.calls},
      cost = cost + ${price ? costOf(usage, price) : 0},
      unpriced_calls = unpriced_calls + ${price ? 0 : usage.calls}
    where workspace = ${workspace} and day = ${day}`.execute(db);
}
