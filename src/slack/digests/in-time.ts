import { within } from '../../within.ts';

/** Slack waits three seconds for an acknowledgement; what is not written by then is said not to be. */
const LIMIT_MS = 2_000;

/** Waits for what must be written before Slack is answered. @throws what it throws, or that it takes too long */
export const inTime = <T>(work: Promise<T>): Promise<T> => within(LIMIT_MS, work);
