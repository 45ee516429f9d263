const clockTime = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit' });
const longDay = new Intl.DateTimeFormat('en-US', { weekday: 'long', month: 'long', day: 'numeric' });
const wholeMoment = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'medium' });
const DAY = 86_400_000;

/** @returns the moment of a message, in ms */
export function msOf(ts: string): number {
  return Number(ts) * 1_000;
}

/** @returns "9:41 AM" */
export function timeOf(ts: string): string {
  return clockTime.format(msOf(ts));
}

/** @returns the whole moment, for a tooltip */
export function momentOf(ts: string): string {
  return wholeMoment.format(msOf(ts));
}

/** @returns "Today", "Yesterday" or the day, by the sandbox's clock */
export function dayOf(ts: string, now: number): string {
  const day = startOfDay(msOf(ts));
  if (day === startOfDay(now)) return 'Today';
  if (day === startOfDay(startOfDay(now) - DAY / 2)) return 'Yesterday';
  return longDay.format(day);
}

function startOfDay(ms: number): number {
  return new Date(ms).setHours(0, 0, 0, 0);
}

/** @returns the sandbox's time as the clock in the banner shows it */
export function bannerTime(ms: number): string {
  return new Intl.DateTimeFormat('en-US', {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  }).format(ms);
}

/** @returns a moment as <input type="datetime-local"> wants it */
export function localInput(ms: number): string {
  const date = new Date(ms);
  return new Date(ms - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
