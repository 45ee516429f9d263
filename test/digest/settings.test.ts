import { describe, expect, test } from '@jest/globals';
import { checkSettings, checkZone, USUAL_PARTS } from '../../src/digest/settings.ts';

const GOOD = {
  days: ['fri', 'mon', 'mon'],
  time: '09:00',
  zone: 'europe/berlin',
  include: USUAL_PARTS,
  skipQuiet: true,
};

test('what somebody chose comes back in order: days of the week once each, the zone as it is written', () => {
  expect(checkSettings(GOOD)).toEqual({
    settings: { ...GOOD, days: ['mon', 'fri'], zone: 'Europe/Berlin', include: USUAL_PARTS },
  });
});

test('each fault is named where it is, all at once', () => {
  expect(checkSettings({ ...GOOD, days: [], time: '9', zone: '', include: [] })).toEqual({
    faults: {
      days: expect.stringMatching(/at least one day/),
      time: expect.stringMatching(/such as 09:00/),
      zone: expect.stringMatching(/Europe\/Berlin/),
      include: expect.stringMatching(/at least one thing/),
    },
  });
  expect(checkSettings({ ...GOOD, days: ['someday'] })).toHaveProperty('faults.days');
  expect(checkSettings({ ...GOOD, time: '24:00' })).toHaveProperty('faults.time');
});

describe('a time zone', () => {
  test.each([['America/New_York'], ['Asia/Kolkata'], ['America/Argentina/Buenos_Aires'], ['Etc/GMT+5']])(
    '%s is taken',
    (zone) => expect(checkZone(zone)).toHaveProperty('zone'),
  );
  test('UTC is taken however it is written', () => expect(checkZone(' utc ')).toEqual({ zone: 'UTC' }));
  test.each([['CST'], ['IST'], ['PST8PDT'], ['BST']])('%s is refused, for it can mean several', (zone) =>
    expect(checkZone(zone)).toEqual({ fault: expect.stringMatching(/more than one/) }),
  );
  test.each([['+01:00'], ['GMT+1'], ['Mars/Base'], ['Berlin, Germany'], ['<!channel>'], ['']])(
    '%s is refused, and what to write is said',
    (zone) => expect(checkZone(zone)).toEqual({ fault: expect.stringMatching(/Write a region and a city/) }),
  );
});
