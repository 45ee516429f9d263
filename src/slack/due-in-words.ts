import { dayInWords } from './day-in-words.ts';

/** When something is due, as people say it. @param day and today as YYYY-MM-DD */
export function dueInWords(day: string | undefined, today: string): string {
  if (day === undefined) return 'no date';
  if (day === today) return 'due today';
  return day < today ? `was due ${dayInWords(day)}` : `due ${dayInWords(day)}`;
}
