import { expect, test } from '@jest/globals';
import { dayOf, movableClock, systemClock } from '../src/clock.ts';
import { ownFiles, read } from './repo/support/repository.ts';

test.each([
  ['2026-11-20T00:00:00.000Z', '2026-11-20'],
  ['2026-11-20T23:59:59.999Z', '2026-11-20'],
  // Where it is another day already, or still, it is this day all the same.
  ['2026-11-20T23:30:00.000-05:00', '2026-11-21'],
  ['2026-11-20T00:30:00.000+09:00', '2026-11-19'],
])('a day is one of UTC: %s is on %s', (moment, day) => {
  expect(dayOf(Date.parse(moment))).toBe(day);
});

test('the clock of the process goes with the time of the machine', () => {
  const before = Date.now();
  const now = systemClock.now();
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
});

test('a clock that is moved runs on from there, never goes back, and tells who listens', () => {
  let base = 1_000;
  const clock = movableClock({ now: () => base });
  let told = 0;
  const unheard = clock.onMove(() => {
    told += 1;
  });
  clock.moveTo(5_000);
  base += 10;
  expect(clock.now()).toBe(5_010);
  clock.moveTo(4_000);
  expect(clock.now()).toBe(5_010);
  expect(told).toBe(1);
  unheard();
  clock.moveTo(6_000);
  expect(told).toBe(1);
});

test('nothing else asks what time it is, but for what waits for a server on this machine', async () => {
  const sources = (await ownFiles()).filter((path) => /^src\/.*\.ts$/.test(path));
  // The sandbox is a server of its own, with a clock of its own.
  const ours = sources.filter((path) => !path.startsWith('src/sandbox/'));
  const asking = await Promise.all(
    ours.map(async (path) => ({ path, asks: /\bDate\.now\(|new Date\(\)/.test(await read(path)) })),
  );
  const found = asking.filter(({ asks }) => asks).map(({ path }) => path);
  expect(found.filter((path) => !path.startsWith('src/store/embedded/'))).toEqual(['src/clock.ts']);
});
