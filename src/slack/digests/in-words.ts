import type { Weekday } from '../../digest/calendar.ts';
import { localTime } from '../../digest/local-time.ts';
import { dayInWords } from '../day-in-words.ts';

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

/** A moment as the clocks of a zone show it: "Mon 23 Nov 2026, 09:00". */
export function momentInWords(at: Date, zone: string): string {
  const { day, time } = localTime(at.getTime(), zone);
  return `${dayInWords(day)}, ${time}`;
}
