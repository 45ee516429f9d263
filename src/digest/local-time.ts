import { DAY_MS } from '../clock.ts';

/** What clocks show somewhere. */
export interface LocalTime {
  /** YYYY-MM-DD */
  day: string;
  /** HH:MM */
  time: string;
}

const MINUTE_MS = 60_000;
/** No zone is further from UTC than this. */
const FURTHEST_MS = 15 * 60 * MINUTE_MS;

/** Making one takes longer than all that is done with it. */
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * What clocks show in a zone at a moment (milliseconds since 1970).
 * @throws RangeError when there is no such zone
 */
export function localTime(at: number, zone: string): LocalTime {
  const shown = formatOf(zone).format(at);
  return { day: shown.slice(0, 10), time: shown.slice(11, 16) };
}

/** Swedish writes 2026-11-22 09:00. */
function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(zone, format);
  }
  return format;
}

/**
 * The first instant after the gap that swallows a local time together with the rest of its day; undefined when clocks
 * show that time, when the gap ends on the same day, or when the zone leaves out the whole day.
 */
export function instantAfterGap(day: string, time: string, zone: string): number | undefined {
  const wanted = `${day} ${time}`;
  const shown = (at: number): string => {
    const { day: date, time: clock } = localTime(at, zone);
    return `${date} ${clock}`;
  };
  const near = Date.parse(`${day}T${time}:00Z`);
  let before = near - FURTHEST_MS - DAY_MS;
  let reached = near + FURTHEST_MS;
  // Around a gap clocks only go forward, so that the first minute at or after the wanted one can be searched for.
  while (reached - before > MINUTE_MS) {
    const middle = Math.floor((before + reached) / 2 / MINUTE_MS) * MINUTE_MS;
    if (shown(middle) >= wanted) reached = middle;
    else before = middle;
  }
  const swallowed = localTime(reached, zone).day > day && localTime(reached - MINUTE_MS, zone).day === day;
  return swallowed ? reached : undefined;
}
