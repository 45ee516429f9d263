import { WEEKDAYS, type Weekday } from '../../digest/calendar.ts';
import { localTime } from '../../digest/local-time.ts';
import type { Schedule } from '../../digest/schedule.ts';
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

const WORKING_DAYS = WEEKDAYS.slice(0, 5);
const WEEKEND = WEEKDAYS.slice(5);
const LIST = new Intl.ListFormat('en-GB');

/** When a digest comes: "Monday to Friday at 09:00 (Europe/Berlin)". */
export const scheduleInWords = ({ days, time, zone }: Schedule): string =>
  `${daysInWords(days)} at ${time} (${zone})`;

function daysInWords(days: readonly Weekday[]): string {
  const has = (some: readonly Weekday[]) =>
    some.length === days.length && some.every((day) => days.includes(day));
  if (has(WEEKDAYS)) return 'every day';
  if (has(WORKING_DAYS)) return 'Monday to Friday';
  if (has(WEEKEND)) return 'Saturday and Sunday';
  return LIST.format(WEEKDAYS.filter((day) => days.includes(day)).map((day) => DAY_NAMES[day]));
}

/** A moment as the clocks of a zone show it: "Mon 23 Nov 2026, 09:00". */
export function momentInWords(at: Date, zone: string): string {
  const { day, time } = localTime(at.getTime(), zone);
  return `${dayInWords(day)}, ${time}`;
}
