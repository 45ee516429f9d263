import { z } from 'zod';
import type { Message } from '../../wire/message.ts';
import type { World } from '../world/world.ts';
import { ApiError } from './api-error.ts';
import { flag, limit } from './parse-args.ts';
import { COMMERCIAL_PAGE } from './rate-limiter.ts';

/** The arguments that conversations.history and conversations.replies have in common. */
export const historyArgs = {
  channel: z.string(),
  cursor: z.string().optional(),
  limit: limit(100),
  oldest: z.string().optional(),
  latest: z.string().optional(),
  inclusive: flag,
  include_all_metadata: flag,
};

/** The part of them that says which messages are meant. */
export interface Window {
  oldest?: string | undefined;
  latest?: string | undefined;
  inclusive?: boolean | undefined;
}

/**
 * @returns whether a message lies between `oldest` and `latest`; these count only with `inclusive`
 * @throws ApiError `invalid_ts_oldest`, `invalid_ts_latest`
 */
export function windowFilter({ oldest, latest, inclusive }: Window): (message: Message) => boolean {
  const from = micros(oldest, 'invalid_ts_oldest') ?? -1;
  const to = micros(latest, 'invalid_ts_latest') ?? Number.POSITIVE_INFINITY;
  return ({ ts }) => {
    const at = micros(ts, '') ?? 0;
    return inclusive ? at >= from && at <= to : at > from && at < to;
  };
}

/** @returns how many objects a page holds: what was asked for, or less in the `commercial` setting */
export function pageSize(world: World, asked: number): number {
  return world.limits.rateLimits === 'commercial' ? Math.min(asked, COMMERCIAL_PAGE) : asked;
}

function micros(ts: string | undefined, error: string): number | undefined {
  if (ts === undefined || ts === '') return undefined;
  const seconds = Number(ts);
  if (!Number.isFinite(seconds)) throw new ApiError(error);
  return Math.round(seconds * 1_000_000);
}
