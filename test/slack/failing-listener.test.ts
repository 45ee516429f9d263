import { beforeEach, expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { systemClock } from '../../src/clock.ts';
import { createLog } from '../../src/log.ts';
import { createCounted } from '../../src/metrics/counted.ts';
import { createSlack } from '../../src/slack/start-slack.ts';
import { afterTest } from '../support/clean-up.ts';
import { freePort } from '../support/free-port.ts';
import { identitiesIn } from '../support/identity.ts';
import { signed } from '../support/signed.ts';
import { testSlack } from '../support/slack.ts';

const SECRET = 'a secret between Slack and us';
const FAILED = 'Something went wrong here, and this may not be done, or only in part.';

let address: string;
let failures: string[];

/** Our Bolt app with listeners that fail before they acknowledge anything. */
beforeEach(async () => {
  const sandbox = await testSlack();
  const port = await freePort();
  const log = createLog('silent');
  failures = [];
  const meter = { ...createCounted(new Registry()), failed: (what: string) => failures.push(what) };
  const { app, start } = createSlack(
    { by: 'http', botToken: sandbox.botToken, apiUrl: sandbox.apiUrl, signingSecret: SECRET },
    {
      keep: async () => undefined,
      identities: identitiesIn(sandbox),
      removed: async () => undefined,
      guard: async () => undefined,
      clock: systemClock,
      log,
      meter,
    },
    { port, host: '127.0.0.1', routes: {}, log },
  );
  const fail = async () => {
    throw new Error('no luck today');
  };
  app.view('form', fail);
  app.command('/finetune', fail);
  const running = await start();
  afterTest(() => running.stop());
  address = `http://127.0.0.1:${port}/slack/events`;
});

async function post(fields: Record<string, string>): Promise<string> {
  const body = new URLSearchParams(fields).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...signed(SECRET, body) };
  const answer = await fetch(address, { method: 'POST', headers, body });
  expect(answer.status).toBe(200);
  return answer.text();
}

test('who sends a form that fails here is told so in the form, and it is counted', async () => {
  const view = { id: 'V1', callback_id: 'form', state: { values: { why: { in: { value: 'Because.' } } } } };
  const payload = { type: 'view_submission', user: { id: 'U1' }, team: { id: 'T1' }, view };
  expect(await post({ payload: JSON.stringify(payload) })).toContain(FAILED);
  expect(failures).toEqual(['listener']);
});

test('who types a command that fails here is told so, alone', async () => {
  const command = { command: '/finetune', text: 'status', user_id: 'U1', channel_id: 'C1', team_id: 'T1' };
  const answer = await post({ ...command, trigger_id: '1.1' });
  expect(JSON.parse(answer)).toMatchObject({
    response_type: 'ephemeral',
    text: expect.stringContaining(FAILED),
  });
  expect(failures).toEqual(['listener']);
});
