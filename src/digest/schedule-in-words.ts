import { DAY_NAMES, WEEKDAYS, type Weekday } from './calendar.ts';
import type { Schedule } from './schedule.ts';

const WORKDAYS = WEEKDAYS.slice(0, 5);

/** When a digest comes, as people say it: "every Monday and Thursday at 09:00 (Europe/Berlin)". */
export const scheduleInWords = ({ days, time, zone }: Schedule): string =>
  `${daysInWords(days)} at ${time} (${zone})`;

function daysInWords(days: readonly Weekday[]): string {
  const chosen = WEEKDAYS.filter((day) => days.includes(day));
  if (chosen.length === WEEKDAYS.length) return 'every day';
  if (chosen.length === WORKDAYS.length && WORKDAYS.every((day) => chosen.includes(day)))
    return 'Monday to Friday';
  const names = chosen.map((day) => DAY_NAMES[day]);
  const last = names.pop() ?? '';
  return `every ${names.length > 0 ? `${names.join(', ')} and ` : ''}${last}`;
}
