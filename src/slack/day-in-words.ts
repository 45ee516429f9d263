const DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** A day as people read it: "Mon 30 Nov 2026". @param day YYYY-MM-DD */
export const dayInWords = (day: string): string => DAY.format(new Date(`${day}T00:00:00Z`)).replace(',', '');

/** A day some months later; the last one of the month where that month is shorter. */
export function monthsLater(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(wanted, last));
  return date.toISOString().slice(0, 10);
}

/** When a decision of a day is to be looked at again, unless somebody says another: about when models have changed. */
export const nextLook = (today: string): string => monthsLater(today, 3);
