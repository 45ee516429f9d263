import { expect, test } from '@jest/globals';
import { nextMonday } from '../../src/sandbox/page/model/next-monday.ts';

const shown = (now: string, zone: string): string =>
  new Date(nextMonday(Date.parse(now), zone)).toISOString();

test('the clock goes to nine on the next Monday where the person is', () => {
  expect(shown('2026-11-22T15:44:38Z', 'Europe/Lisbon')).toBe('2026-11-23T09:00:00.000Z');
  expect(shown('2026-11-22T15:44:38Z', 'America/New_York')).toBe('2026-11-23T14:00:00.000Z');
  expect(shown('2026-11-22T15:44:38Z', 'Asia/Kathmandu')).toBe('2026-11-23T03:15:00.000Z');
});

test('at nine on a Monday it goes on by a week, also over a change of the clocks', () => {
  expect(shown('2026-11-23T09:00:00Z', 'Europe/Lisbon')).toBe('2026-11-30T09:00:00.000Z');
  expect(shown('2026-10-19T08:00:00Z', 'Europe/Lisbon')).toBe('2026-10-26T09:00:00.000Z');
});
