import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayAfter, WEEKDAYS, weekdayOf } from '../../src/digest/calendar.ts';
import { localTime } from '../../src/digest/local-time.ts';
import { latestRun, nextRun, type Schedule } from '../../src/digest/schedule.ts';
import { scheduleInWords } from '../../src/digest/schedule-in-words.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const at = (iso: string): number => Date.parse(iso);
const daily = (time: string, zone: string): Schedule => ({ days: WEEKDAYS, time, zone });
/** The first runs after a moment, as instants with the days that they are for. */
function runs(schedule: Schedule, after: string, count: number): string[] {
  const found: string[] = [];
  let from = at(after);
  let done = '';
  for (let left = count; left > 0; left--) {
    const run = nextRun(schedule, from, done);
    found.push(`${new Date(run.at).toISOString().slice(0, 16)}Z for ${run.day}`);
    from = run.at;
    done = run.day;
  }
  return found;
}

describe('a digest comes', () => {
  test('at the local time it was given, on the days it was given', () => {
    const schedule: Schedule = { days: ['mon', 'thu'], time: '09:00', zone: 'Europe/Berlin' };
    expect(runs(schedule, '2026-11-22T12:00Z', 3)).toEqual([
      '2026-11-23T08:00Z for 2026-11-23',
      '2026-11-26T08:00Z for 2026-11-26',
      '2026-11-30T08:00Z for 2026-11-30',
    ]);
  });

  test('at the same local time after the clocks went forward, and back', () => {
    expect(runs(daily('09:00', 'Europe/Berlin'), '2026-03-28T00:00Z', 2)).toEqual([
      '2026-03-28T08:00Z for 2026-03-28',
      '2026-03-29T07:00Z for 2026-03-29',
    ]);
    expect(runs(daily('09:00', 'Europe/Berlin'), '2026-10-24T00:00Z', 2)).toEqual([
      '2026-10-24T07:00Z for 2026-10-24',
      '2026-10-25T08:00Z for 2026-10-25',
    ]);
  });

  test('at the first instant after the gap where its time is missing', () => {
    expect(runs(daily('02:30', 'Europe/Berlin'), '2026-03-29T00:00Z', 2)).toEqual([
      '2026-03-29T01:00Z for 2026-03-29',
      '2026-03-30T00:30Z for 2026-03-30',
    ]);
    // Here the gap is half an hour.
    expect(runs(daily('02:15', 'Australia/Lord_Howe'), '2026-10-03T12:00Z', 1)).toEqual([
      '2026-10-03T15:30Z for 2026-10-04',
    ]);
    // Here it begins at midnight.
    expect(runs(daily('00:30', 'Asia/Beirut'), '2026-03-28T12:00Z', 1)).toEqual([
      '2026-03-28T22:00Z for 2026-03-29',
    ]);
    // Here it ends at midnight, so that it is the next day already.
    expect(runs({ ...daily('23:30', 'America/Nuuk'), days: ['sat'] }, '2026-03-22T12:00Z', 2)).toEqual([
      '2026-03-29T01:00Z for 2026-03-28',
      '2026-04-05T00:30Z for 2026-04-04',
    ]);
  });

  test('once where its time comes twice', () => {
    expect(runs(daily('02:30', 'Europe/Berlin'), '2026-10-24T12:00Z', 2)).toEqual([
      '2026-10-25T00:30Z for 2026-10-25',
      '2026-10-26T01:30Z for 2026-10-26',
    ]);
    // Also when it is looked for between the two.
    expect(runs(daily('02:30', 'Europe/Berlin'), '2026-10-25T00:45Z', 1)).toEqual([
      '2026-10-26T01:30Z for 2026-10-26',
    ]);
  });

  test('on leap days', () => {
    expect(runs(daily('09:00', 'UTC'), '2028-02-28T12:00Z', 2)).toEqual([
      '2028-02-29T09:00Z for 2028-02-29',
      '2028-03-01T09:00Z for 2028-03-01',
    ]);
  });

  test('not on a day that a zone leaves out', () => {
    expect(runs(daily('09:00', 'Pacific/Apia'), '2011-12-29T00:00Z', 3).map((run) => run.slice(-10))).toEqual(
      ['2011-12-29', '2011-12-31', '2012-01-01'],
    );
  });

  test('not again for a day that had it, when time or zone are changed', () => {
    const now = at('2026-11-23T12:00Z');
    expect(nextRun(daily('18:00', 'Europe/Berlin'), now, '2026-11-23').day).toBe('2026-11-24');
    // In Honolulu it is still the day before.
    expect(nextRun(daily('18:00', 'Pacific/Honolulu'), at('2026-11-24T01:00Z'), '2026-11-24').day).toBe(
      '2026-11-25',
    );
  });
});

test('of what was missed the latest counts', () => {
  const schedule = daily('09:00', 'UTC');
  const missed = latestRun(schedule, at('2026-11-20T08:59Z'), at('2026-11-23T10:00Z'));
  expect(missed).toEqual({ at: at('2026-11-23T09:00Z'), day: '2026-11-23' });
  expect(latestRun(schedule, at('2026-11-23T09:00Z'), at('2026-11-23T10:00Z'))).toBeUndefined();
});

test('a schedule without a day, or with a time or zone that there is not, is refused', () => {
  expect(() => nextRun({ days: [], time: '09:00', zone: 'UTC' }, 0)).toThrow(RangeError);
  expect(() => nextRun(daily('24:00', 'UTC'), 0)).toThrow(RangeError);
  expect(() => nextRun(daily('09:00', 'Mars/Base'), 0)).toThrow();
});

/** Moments at which the clocks of a zone change, in some years; the last minute before each. */
function changesOfClocks(zone: string): number[] {
  const offsetAt = (moment: number): number => {
    const { day, time } = localTime(moment, zone);
    return Date.parse(`${day}T${time}Z`) - moment;
  };
  const found: number[] = [];
  for (let moment = at('2023-01-01T00:00Z'); moment < at('2027-01-01T00:00Z'); moment += 14 * 24 * HOUR_MS) {
    let [low, high] = [moment, moment + 14 * 24 * HOUR_MS];
    if (offsetAt(low) === offsetAt(high)) continue;
    while (high - low > MINUTE_MS) {
      const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
      if (offsetAt(middle) === offsetAt(low)) low = middle;
      else high = middle;
    }
    found.push(low);
  }
  return found;
}

const ZONES = Intl.supportedValuesOf('timeZone');
const Zone = fc.constantFrom(...ZONES);
/** Zones whose gap begins or ends at midnight, or is half an hour long. */
const Unusual = fc.constantFrom(
  'America/Nuuk',
  'America/Scoresbysund',
  'Asia/Beirut',
  'Africa/Cairo',
  'Australia/Lord_Howe',
);
const Days = fc.subarray([...WEEKDAYS], { minLength: 1 });
const Time = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
/** Times near those at which clocks change, which nobody would hit by chance. */
const NearChange = fc.oneof(Zone, Unusual).chain((zone) => {
  const changes = changesOfClocks(zone);
  if (changes.length === 0) return fc.tuple(fc.constant(zone), Time, fc.nat(1e12));
  return fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -180, max: 180 }), fc.nat(4 * 24 * 60))
    .map(([change, minutes, before]): [string, string, number] => [
      zone,
      clockFrom(localTime(change, zone), minutes),
      change - before * MINUTE_MS,
    ]);
});

/** What a clock that nobody changes shows some minutes before or after it shows a time; also one that is missing. */
const clockFrom = ({ day, time }: { day: string; time: string }, minutes: number): string =>
  new Date(Date.parse(`${day}T${time}Z`) + minutes * MINUTE_MS).toISOString().slice(11, 16);

const Anywhen = fc.tuple(
  Zone,
  Time,
  fc.integer({ min: at('2000-01-01T00:00Z'), max: at('2037-01-01T00:00Z') }),
);

describe.each([
  ['any zone, days and instant', Anywhen],
  ['instants around a change of the clocks', NearChange],
])('for %s the next run', (_, moments) => {
  test('is in the future, at the chosen local time or right after the gap that swallows it, on a chosen day, once a day, and leaves none out', () => {
    fc.assert(
      fc.property(moments, Days, ([zone, time, from], days) => {
        const schedule = { days, time, zone };
        let after = from;
        let done = '';
        for (let count = 0; count < 6; count++) {
          const run = nextRun(schedule, after, done);
          expect(run.at).toBeGreaterThan(after);
          expect(days).toContain(weekdayOf(run.day));
          expect(run.day > done).toBe(true);
          const shown = localTime(run.at, zone);
          const before = localTime(run.at - MINUTE_MS, zone);
          const isExact = shown.day === run.day && shown.time === time;
          const wanted = `${run.day} ${time}`;
          const isAfterGap = `${before.day} ${before.time}` < wanted && `${shown.day} ${shown.time}` > wanted;
          expect(isExact || isAfterGap).toBe(true);
          for (let day = done === '' ? run.day : dayAfter(done); day < run.day; day = dayAfter(day))
            if (days.includes(weekdayOf(day))) expect(isLeftOut(day, zone)).toBe(true);
          after = run.at;
          done = run.day;
        }
      }),
      { numRuns: 400 },
    );
  });
});

/** Whether a zone has no such day at all, as islands do that cross the date line. */
function isLeftOut(day: string, zone: string): boolean {
  for (
    let moment = at(`${day}T00:00Z`) - 15 * HOUR_MS;
    moment < at(`${day}T00:00Z`) + 39 * HOUR_MS;
    moment += 10 * MINUTE_MS
  )
    if (localTime(moment, zone).day === day) return false;
  return true;
}

test('a schedule is told in words', () => {
  const told = (days: Schedule['days']) => scheduleInWords({ days, time: '09:00', zone: 'UTC' });
  expect(told(['mon'])).toBe('every Monday at 09:00 (UTC)');
  expect(told(['fri', 'mon', 'wed'])).toBe('every Monday, Wednesday and Friday at 09:00 (UTC)');
  expect(told(['mon', 'tue', 'wed', 'thu', 'fri'])).toBe('Monday to Friday at 09:00 (UTC)');
  expect(told(WEEKDAYS)).toBe('every day at 09:00 (UTC)');
});
