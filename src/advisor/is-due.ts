import type { Pack } from './pack.ts';

/** Whether a passage is due for review on a day (YYYY-MM-DD): one of its sources is. One that is gone is not. */
export const isDue = (passage: string, pack: Pack, day: string): boolean =>
  pack.passages.get(passage)?.sources.some(({ expires }) => expires < day) ?? false;
