import type { Source } from '../advisor/guidance.ts';
import type { Pack } from '../advisor/pack.ts';

/** A source that nobody has read again in time, and the passage that rests on it. */
export interface ExpiredSource {
  passage: string;
  source: Source;
}

/** The sources that are due for review on a day (YYYY-MM-DD). Their passages stay in use, marked as due. */
export const expiredSources = (pack: Pack, day: string): ExpiredSource[] =>
  [...pack.passages.values()].flatMap(({ id, sources }) =>
    sources.filter((source) => source.expires < day).map((source) => ({ passage: id, source })),
  );
