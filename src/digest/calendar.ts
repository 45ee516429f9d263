import { DAY_MS } from '../clock.ts';

/** The days of the week, Monday first, as they are kept. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** What people call the days of the week. */
export const DAY_NAMES: Record<Weekday, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** A day some days later; earlier where the count is negative. @param day YYYY-MM-DD */
export const daysLater = (day: string, count: number): string =>
  new Date(startOf(day) + count * DAY_MS).toISOString().slice(0, 10);

/** The day after a day. @param day YYYY-MM-DD */
export const dayAfter = (day: string): string => daysLater(day, 1);

/** How many days lie between two days; negative where the second is the earlier. @param from and to as YYYY-MM-DD */
export const daysBetween = (from: string, to: string): number =>
  Math.round((startOf(to) - startOf(from)) / DAY_MS);

/** Which day of the week a day is. @param day YYYY-MM-DD */
export function weekdayOf(day: string): Weekday {
  const weekday = WEEKDAYS[(new Date(startOf(day)).getUTCDay() + 6) % 7];
  if (!weekday) throw new RangeError(`${day} is no day.`);
  return weekday;
}
