import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { movableClock } from '../../src/clock.ts';
import { renewedInstallations } from '../../src/slack/renewed-installations.ts';
import { createInstallations, type Exchange } from '../../src/store/installations.ts';
import { readTokenKeys } from '../../src/store/token-keys.ts';
import { capturedLog } from '../support/captured-log.ts';
import { eventually } from '../support/eventually.ts';
import { testDb } from '../support/test-database.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const START = Date.parse('2026-11-20T10:00:00Z');

/** One workspace whose token ends in twelve hours, and Slack's answers to who wants a new one. */
async function world(exchange: Exchange) {
  const keys = readTokenKeys(`k:${randomBytes(32).toString('base64')}`);
  if (!keys) throw new Error('This is no key.');
  const clock = movableClock({ now: () => START });
  const { log, text } = capturedLog();
  const kept = createInstallations(await testDb(), keys);
  await kept.keep(
    {
      workspace: 'T1',
      secret: 'first',
      botUserId: 'U1',
      url: 'https://acme.slack.com/',
      expiresAt: START + 12 * HOUR_MS,
    },
    new Date(START),
  );
  const failures: string[] = [];
  const meter = { failed: (what: string, why: string) => void failures.push(`${what} ${why}`) };
  const renewed = renewedInstallations(kept, exchange, { clock, log, meter });
  const secret = async () => (await renewed.find('T1'))?.secret;
  return { clock, kept, secret, text, failures };
}

test('a token is used as long as it has hours to go, then renewed while it is still used, and waited for once it is over', async () => {
  let asked = 0;
  const answers: (() => void)[] = [];
  const { clock, kept, secret } = await world(async () => {
    asked += 1;
    await new Promise<void>((resolve) => answers.push(resolve));
    return { secret: `new ${asked}`, expiresAt: clock.now() + 12 * HOUR_MS };
  });
  clock.moveTo(clock.now() + 9 * HOUR_MS);
  expect(await secret()).toBe('first');
  expect(asked).toBe(0);
  clock.moveTo(clock.now() + 2 * HOUR_MS);
  expect([await secret(), await secret()]).toEqual(['first', 'first']);
  await eventually(() => answers.length === 1);
  answers[0]?.();
  await eventually(async () => (await kept.find('T1'))?.secret === 'new 1');
  expect(await secret()).toBe('new 1');
  expect(asked).toBe(1);
  clock.moveTo(clock.now() + 13 * HOUR_MS);
  const waiting = [secret(), secret()];
  await eventually(() => answers.length === 2);
  answers[1]?.();
  expect(await Promise.all(waiting)).toEqual(['new 2', 'new 2']);
  expect(asked).toBe(2);
});

test('a token that cannot be renewed is handed out as it is, the log says so without it, and Slack is asked again after a minute', async () => {
  let asked = 0;
  const { clock, secret, text, failures } = await world(() => {
    asked += 1;
    return Promise.reject(new Error('invalid_refresh_token'));
  });
  clock.moveTo(clock.now() + 13 * HOUR_MS);
  expect(await secret()).toBe('first');
  expect(await secret()).toBe('first');
  expect(asked).toBe(1);
  expect(text()).toContain('invalid_refresh_token');
  expect(text()).not.toContain('first');
  expect(failures).toEqual(['token access']);
  clock.moveTo(clock.now() + 2 * MINUTE_MS);
  await secret();
  expect(asked).toBe(2);
});
