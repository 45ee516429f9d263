import { ApiError } from './api-error.ts';

/** A page of a list, and the cursor of the next one; empty at the end. */
export interface Page<T> {
  items: T[];
  nextCursor: string;
}

/**
 * @param cursor `next_cursor` of the last answer; nothing or '' begins at the start
 * @throws ApiError `invalid_cursor`
 */
export function pageOf<T>(all: readonly T[], cursor: string | undefined, limit: number): Page<T> {
  const start = cursor ? offsetOf(cursor) : 0;
  const items = all.slice(start, start + limit);
  const end = start + items.length;
  return { items, nextCursor: end < all.length ? Buffer.from(`next:${end}`).toString('base64') : '' };
}

function offsetOf(cursor: string): number {
  const offset = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'))?.[1];
  if (offset === undefined) throw new ApiError('invalid_cursor');
  return Number(offset);
}
