import { dayOf } from '../../clock.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether a day is over wherever somebody may be. @param day YYYY-MM-DD, or empty for none */
export const isPast = (day: string, now: number): boolean => day !== '' && day < dayOf(now - DAY_MS);
