import { DAY_MS, dayOf } from '../../clock.ts';

/** Whether a day is over wherever somebody may be. @param day YYYY-MM-DD, or empty for none */
export const isPast = (day: string, now: number): boolean => day !== '' && day < dayOf(now - DAY_MS);
