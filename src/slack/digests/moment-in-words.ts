import { localTime } from '../../digest/local-time.ts';
import { dayInWords } from '../day-in-words.ts';

/** A moment as the clocks of a zone show it: "Mon 23 Nov 2026, 09:00". */
export function momentInWords(at: Date, zone: string): string {
  const { day, time } = localTime(at.getTime(), zone);
  return `${dayInWords(day)}, ${time}`;
}
