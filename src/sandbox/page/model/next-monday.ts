const QUARTER = 15 * 60_000;
/** So many quarters of an hour are in a week; one more, for when it is that moment now. */
const MOST = 7 * 24 * 4 + 8;

/** @returns the next Monday at 09:00 where somebody is, after `now`; both in ms. @param zone IANA name */
export function nextMonday(now: number, zone: string): number {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const first = Math.floor(now / QUARTER + 1) * QUARTER;
  // Zones differ from each other by quarters of an hour, so that one of these is it.
  for (let step = 0; step < MOST; step++) {
    const at = first + step * QUARTER;
    const shown = clock.format(at);
    if (shown.startsWith('Mon') && shown.endsWith('09:00')) return at;
  }
  return now + 7 * 24 * 4 * QUARTER;
}
