import { expect, test } from '@jest/globals';
import { movableClock, systemClock } from '../../../src/clock.ts';
import { startWorld } from '../../support/app.ts';
import { afterTest } from '../../support/clean-up.ts';
import { readsWell } from '../../support/llm-reader.ts';
import { startLlmServer } from '../../support/llm-server.ts';
import { shown } from '../../support/shown.ts';
import { type CaseThread, settled, verdictBelow } from '../../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';
const HALF_HOUR_MS = 30 * 60_000;

test('while the model is down for an hour every question is answered, read offline and said so; afterwards by the model', async () => {
  const state = { isDown: true };
  const llm = await startLlmServer((call) =>
    state.isDown ? { status: 503, message: 'overloaded' } : readsWell(call),
  );
  afterTest(() => llm.close());
  const clock = movableClock(systemClock);
  const { slack, database } = await startWorld({
    appClock: clock,
    now: clock.now,
    env: { OPENAI_API_KEY: 'none', OPENAI_BASE_URL: llm.baseUrl, OPENAI_MODEL: 'stand-in' },
  });
  const ask = (channel: string) =>
    verdictBelow(slack, channel, slack.say({ user: 'ana', channel, text: `@Tune or Not ${SITUATION}` }));
  const offline: CaseThread[] = [];
  for (const halfHour of [1, 2]) {
    offline.push(...(await Promise.all(['#llm-help', '#ml-platform'].map(ask))));
    await settled(slack, database);
    clock.moveTo(clock.now() + HALF_HOUR_MS);
    slack.clockMoved();
    expect(offline).toHaveLength(2 * halfHour);
  }
  state.isDown = false;
  const after = await ask('#llm-help');
  await settled(slack, database);
  for (const thread of offline) {
    expect(shown(thread.verdict())).toMatch(/here: retrieval/);
    expect(shown(thread.verdict())).toContain('read offline');
    expect(slack.messages(thread.channel, thread.ts)).toHaveLength(2);
  }
  expect(shown(after.verdict())).toContain('stand-in');
});
