import { beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import { type AppProcess, startAppProcess } from '../support/app-process.ts';
import { caseIdOf, modalOf } from '../support/forms.ts';
import { freePort } from '../support/free-port.ts';
import { mutated } from '../support/hostile.ts';
import { type Recorded, recordingRelay } from '../support/recording-relay.ts';
import { signed } from '../support/signed.ts';
import { signedHttp, testSlack } from '../support/slack.ts';
import { createDatabase } from '../support/test-database.ts';
import { ask, settled } from '../support/threads.ts';

/** `FUZZ_RUNS` and `FUZZ_SEED` make more of it, or the same again. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 2_000);
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_122);
const AT_ONCE = 16;
const SECRET = 'a secret between Slack and us';
const SITUATION =
  'Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune Llama 3 8B.';

/** What Slack answers when a message, a form or a call of ours is not as it has to be. */
const SAID_WRONG = /invalid_(?:blocks|arg|form|attachments|json|view)|too_(?:long|large|many)|no_text/;

let slack: Sandbox;
let app: AppProcess;
let database: string;
let address: string;
let recorded: readonly Recorded[];

/** A real app in a process of its own: what nobody catches ends it. */
beforeEach(async () => {
  const port = await freePort();
  address = `http://127.0.0.1:${port}/slack/events`;
  const relay = await recordingRelay(address);
  recorded = relay.recorded;
  slack = await testSlack({ http: { requestUrl: relay.url, signingSecret: SECRET } });
  database = await createDatabase();
  const env = { ...signedHttp(slack), DATABASE_URL: database, PORT: String(port), GATHER_SECONDS: '0' };
  app = await startAppProcess({ ...env, LOG_LEVEL: 'error' });
});

/** Two people do most of what can be done, so that there is one real payload of each kind. */
async function aDay(): Promise<void> {
  const thread = await ask(slack, SITUATION);
  thread.say('ben', 'We already have RAG, but it often returns the wrong page.');
  await slack.until(() => thread.replies().length > 0);
  const caseId = caseIdOf(thread);
  const presses = [
    ['case_menu', `facts:${caseId}`],
    ['case_menu', `decide:${caseId}`],
    ['make_plan', caseId],
    ['answer', caseId],
    ['why', caseId],
  ] as const;
  for (const [actionId, value] of presses) {
    const messageTs = thread.verdict().ts;
    await slack.click({ user: 'ana', channel: thread.channel, messageTs, actionId, value });
    const view = await modalOf(slack, 'ana');
    await slack.submitView({ user: 'ana', viewId: view.id, values: {} }).catch(() => undefined);
    if (slack.views('ana').length > 0) slack.closeView({ user: 'ana', viewId: view.id });
  }
  for (const text of ['', 'status', 'digest', 'guide rag', 'forget', 'help']) {
    await slack.command({ user: 'ana', channel: '#llm-help', text: `/finetune ${text}` });
  }
  slack.openHome('ana');
  slack.say({ user: 'ana', channel: slack.dm('ana'), text: SITUATION });
  await slack.shortcut({
    user: 'ben',
    channel: '#llm-help',
    messageTs: slack.say({ user: 'ben', channel: '#llm-help', text: 'Should we train?' }),
    callbackId: 'assess_thread',
  });
  slack.say({ user: 'ben', channel: '#llm-help', text: `<@${slack.botUserId}> why not train on them?` });
  await settled(slack, database);
}

const payloadOf = ({ body, type }: Recorded): unknown => {
  if (type.includes('json')) return JSON.parse(body);
  const fields = Object.fromEntries(new URLSearchParams(body));
  return fields.payload === undefined ? { fields } : { payload: JSON.parse(fields.payload) };
};

/** As Slack would put it on the wire: a command's fields, an interaction in one field, an event as JSON. */
function encoded(payload: unknown): Recorded {
  const { fields, payload: inner } = Object(payload);
  const asForm = (form: Record<string, string>) => ({
    body: new URLSearchParams(form).toString(),
    type: 'application/x-www-form-urlencoded',
  });
  if (fields !== undefined) {
    return asForm(
      Object.fromEntries(Object.entries(Object(fields)).map(([key, value]) => [key, String(value)])),
    );
  }
  if (inner !== undefined) return asForm({ payload: JSON.stringify(inner) });
  return { body: JSON.stringify(payload) ?? '', type: 'application/json' };
}

async function post({ body, type }: Recorded): Promise<number> {
  const headers = { 'content-type': type, ...signed(SECRET, body) };
  const answer = await fetch(address, { method: 'POST', headers, body });
  await answer.arrayBuffer();
  return answer.status;
}

test(`the app outlives ${RUNS} payloads that are broken or hostile, says nothing that Slack refuses, and answers the next question`, async () => {
  await aDay();
  const seeds = [...new Map(recorded.map((each) => [kindOf(each), payloadOf(each)])).values()];
  expect(seeds.length).toBeGreaterThan(8);
  const before = slack.requests().length;
  const payloads = fc.sample(mutated(seeds), { numRuns: RUNS, seed: SEED });
  const statuses = new Map<number, number>();
  const failed: string[] = [];
  const next = payloads.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const payload of next) {
        const status = await post(encoded(payload));
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (![200, 400, 404].includes(status)) failed.push(`${status}: ${JSON.stringify(payload)}`);
      }
    }),
  );
  expect(failed).toEqual([]);
  // What waits for three seconds is given up with a 404; nothing is left to wait but what a busy machine delays.
  expect(statuses.get(404) ?? 0).toBeLessThan(RUNS / 20);
  const refused = slack
    .requests()
    .slice(before)
    .map(({ result }) => result);
  expect(refused.filter((result) => SAID_WRONG.test(result))).toEqual([]);
  await settled(slack, database);
  await ask(slack, 'We want to fine-tune on 300 letters so that the tone is ours.');
  expect(await Promise.race([app.ended, 'is alive'])).toBe('is alive');
}, 300_000);

/** Payloads of one kind look alike. */
const kindOf = (each: Recorded): string => {
  const payload = payloadOf(each);
  const { fields, payload: inner, event } = Object(payload);
  const said = inner ?? event ?? fields;
  const { type, subtype, command, callback_id, actions, view } = Object(said);
  return [type, subtype, command, callback_id, actions?.[0]?.action_id, view?.callback_id].join(' ');
};
