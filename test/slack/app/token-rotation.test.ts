import { expect, test } from '@jest/globals';
import { movableClock, systemClock } from '../../../src/clock.ts';
import { capturedLog } from '../../support/captured-log.ts';
import { eventually } from '../../support/eventually.ts';
import { shown } from '../../support/shown.ts';
import { startTeamsWorld } from '../../support/teams.ts';
import { everythingIn, query } from '../../support/test-database.ts';
import { ask, settled } from '../../support/threads.ts';

const HOUR_MS = 60 * 60_000;
const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';

test('where Slack lets tokens end after twelve hours, the app goes on for days, and none of them stands in a log or in clear text', async () => {
  const clock = movableClock(systemClock);
  const { log, text } = capturedLog();
  const world = await startTeamsWorld({
    appClock: clock,
    rotation: { seconds: 12 * 60 * 60, now: () => clock.now() },
    log,
  });
  const acme = await world.installed('T0ACME');
  const generation = async () =>
    (await query(world.database, `select generation from installations where workspace = 'T0ACME'`))[0]?.[0];
  const first = await generation();
  const thread = await ask(acme, SITUATION);
  await settled(acme, world.database);
  expect(await generation()).toBe(first);

  // In its last hours it is renewed beside the work, and the app speaks with the new one when the old one is over.
  clock.moveTo(clock.now() + 11 * HOUR_MS);
  thread.say('ana', 'We already have RAG over the policy PDFs, but it often returns the wrong page.');
  await acme.until(() => thread.replies().length === 1);
  await settled(acme, world.database);
  await eventually(async () => (await generation()) !== first);
  clock.moveTo(clock.now() + 2 * HOUR_MS);
  const other = await ask(acme, 'Our search returns the wrong page.');
  await settled(acme, world.database);
  expect(shown(other.verdict())).toContain('retrieval');

  // Nobody speaks for two nights: then it is renewed before anything is said.
  clock.moveTo(clock.now() + 36 * HOUR_MS);
  const late = await ask(acme, SITUATION);
  await settled(acme, world.database);
  expect(shown(late.verdict())).toContain('refund rules');
  for (const words of [text(), await everythingIn(world.database)]) expect(words).not.toMatch(/xoxe/);
});
