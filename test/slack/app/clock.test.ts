import { expect, test } from '@jest/globals';
import { startWorld } from '../../support/app.ts';
import { capturedLog } from '../../support/captured-log.ts';
import { advice, shown } from '../../support/shown.ts';
import { ask } from '../../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';
const TEN_YEARS_MS = 10 * 365 * 24 * 60 * 60 * 1000;

test('by its own clock, not by the calendar of the machine, sources are due for review: people see it, and the log', async () => {
  const { log, text } = capturedLog();
  const ahead = await startWorld({ log, appClock: { now: () => Date.now() + TEN_YEARS_MS } });
  const thread = await ask(ahead.slack, SITUATION);
  expect(shown(thread.verdict())).toMatch(/sources \(\[1\].* due for review\)$/m);
  expect(text()).toMatch(/"expired":\d+,"msg":"guidance rests on sources that are due for review/);

  const behind = await startWorld({ appClock: { now: () => Date.now() - TEN_YEARS_MS } });
  const early = await ask(behind.slack, SITUATION);
  expect(shown(early.verdict())).not.toContain('due for review');
  // The advice is the same.
  expect(advice(early.verdict())).toEqual(advice(thread.verdict()));
});
