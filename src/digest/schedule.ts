import { Cron } from 'croner';
import { dayAfter, WEEKDAYS, type Weekday, weekdayOf } from './calendar.ts';
import { instantAfterGap, localTime } from './local-time.ts';

/** When a digest comes. `readSchedule` makes one of what somebody chose. */
export interface Schedule {
  /** At least one. */
  days: readonly Weekday[];
  /** Local time, HH:MM from 00:00 to 23:59. */
  time: string;
  /** IANA name, such as Europe/Berlin. */
  zone: string;
}

/** One time at which a digest is due. */
export interface Run {
  /** Milliseconds since 1970. */
  at: number;
  /** The local day that it is for, YYYY-MM-DD. */
  day: string;
}

/**
 * The first run after a moment: at the chosen local time, on a chosen day. A time that a change of the clocks leaves out
 * is made up for at the first instant after the gap; one that comes twice counts the first time.
 * @param after milliseconds since 1970
 * @param done the last local day (YYYY-MM-DD) that had its run; only later days count, also in another zone
 * @throws RangeError when no day is chosen, or the time or the zone is none
 */
export function nextRun(schedule: Schedule, after: number, done = ''): Run {
  const cron = cronOf(schedule);
  for (let from = after; ; ) {
    const run = runAfter(schedule, cron, from);
    if (run.day > done) return run;
    from = run.at;
  }
}

/**
 * The last run at or before a moment, where there is one after `since`; both in milliseconds since 1970.
 * @param done as for `nextRun`
 */
export function latestRun(schedule: Schedule, since: number, until: number, done = ''): Run | undefined {
  let latest: Run | undefined;
  for (let run = nextRun(schedule, since, done); run.at <= until; run = nextRun(schedule, run.at, run.day))
    latest = run;
  return latest;
}

function cronOf({ days, time, zone }: Schedule): Cron {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (days.length === 0 || hour === undefined || minute === undefined)
    throw new RangeError(
      `A digest needs a day and a time as HH:MM; it has ${days.length} days and "${time}".`,
    );
  const numbers = days.map((day) => WEEKDAYS.indexOf(day) + 1);
  return new Cron(`${Number(minute)} ${Number(hour)} * * ${numbers.join(',')}`, {
    timezone: zone,
    paused: true,
  });
}

function runAfter(schedule: Schedule, cron: Cron, after: number): Run {
  const found = cron.nextRun(new Date(after));
  if (!found) throw new RangeError('There is no such time in this zone.');
  const at = found.getTime();
  const { day } = localTime(at, schedule.zone);
  return leftOut(schedule, after, day) ?? { at, day };
}

/** A run before `before` that croner leaves out: its time is missing, and after the gap it is tomorrow already. */
function leftOut({ days, time, zone }: Schedule, after: number, before: string): Run | undefined {
  for (let day = localTime(after, zone).day; day < before; day = dayAfter(day)) {
    if (!days.some((each) => each === weekdayOf(day))) continue;
    const at = instantAfterGap(day, time, zone);
    if (at !== undefined && at > after) return { at, day };
  }
  return undefined;
}
