import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import type { Message } from '../../../src/sandbox/wire/message.ts';
import { startWorld } from '../../support/app.ts';
import { afterTest } from '../../support/clean-up.ts';
import { messageOf, modalOf, press, send } from '../../support/forms.ts';
import { type LlmAnswer, startLlmServer } from '../../support/llm-server.ts';
import { advice, shown, shownLines } from '../../support/shown.ts';
import { query } from '../../support/test-database.ts';
import { ask, type CaseThread, oursIn, settled } from '../../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs. Llama 3 8B is our model.';
const PROMPTS =
  'Our model writes product descriptions in the wrong tone. Nobody has worked on the prompt yet.';

const SEARCHES = 'Our support bot has RAG over the policy PDFs, but it often returns the wrong page.';

const BEN = 'U0BEN000001';
const experimentIn = (thread: CaseThread): string | undefined =>
  /^Try this first: .*\n.*$/m.exec(shown(thread.verdict()))?.[0];
const told = (thread: CaseThread): string => thread.replies().map(shown).join('\n');
const fieldIds = (blocks: readonly { block_id?: unknown }[]): string[] =>
  blocks.map(({ block_id: id }) => String(id)).filter((id) => /^\d:/.test(id));

async function openPlan(slack: Sandbox, user: string, thread: CaseThread) {
  await press(slack, user, thread, thread.verdict(), { actionId: 'make_plan' });
  return modalOf(slack, user);
}

/** Makes a plan as it is suggested, but for some fields; waits until it is posted. */
async function planned(
  slack: Sandbox,
  user: string,
  thread: CaseThread,
  fields: Record<string, string> = {},
): Promise<Message> {
  const { id } = await openPlan(slack, user, thread);
  expect(await send(slack, user, id, fields)).toEqual({ outcome: 'closed' });
  return slack.until(() => messageOf(slack, thread, 'plan'));
}

const plan = (slack: Sandbox, thread: CaseThread): Message => {
  const message = messageOf(slack, thread, 'plan');
  if (!message) throw new Error('There is no plan.');
  return message;
};

describe('a plan', () => {
  test('is suggested from the guidance with what the team said, edited, and posted once in the thread', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const form = await openPlan(slack, 'ana', thread);
    const text = shownLines(form.blocks).join('\n');
    expect(text).toMatch(/What I would do next, in this order \(from my guidance\)/);
    expect(text).toMatch(/“We have 800 Q&A pairs\.” {2}@Ana ↗/);
    expect(JSON.stringify(form.blocks)).toContain('50 of your 800 examples');
    const steps = new Set(fieldIds(form.blocks).map((id) => id.split(':')[0])).size;
    expect(steps).toBeGreaterThanOrEqual(2);
    expect(steps).toBeLessThanOrEqual(4);
    const outcome = await send(slack, 'ana', form.id, {
      '0:what': 'Ask 50 refund questions with the rule pasted in.',
      '0:owner': BEN,
      '0:due': '2099-11-30',
      '1:take': [],
    });
    expect(outcome).toEqual({ outcome: 'closed' });
    const message = await slack.until(() => messageOf(slack, thread, 'plan'));
    const lines = shownLines(message.blocks);
    expect(lines[0]).toBe(`The plan  ·  ${steps - 1} open`);
    expect(lines[1]).toMatch(/^1\. Ask 50 refund questions with the rule pasted in\. \[1\]/);
    expect(lines.join('\n')).toMatch(/Pass: 45 of 50/);
    expect(lines.join('\n')).toContain('Owner: @Ben  ·  due Mon 30 Nov 2099');
    expect(lines).toContain('[ Done ] [ Change ] [ Drop ]');
    await settled(slack, database);
    expect(oursIn(slack, '#llm-help', 'plan')).toHaveLength(1);
    expect(thread.replies()).toEqual([]);
    expect(slack.pings()).toEqual([]);
  });

  test('that two people send at the same time is one plan, with what each of them changed', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const [anas, bens] = [await openPlan(slack, 'ana', thread), await openPlan(slack, 'ben', thread)];
    await Promise.all([
      send(slack, 'ana', anas.id, { '0:owner': 'U0ANA000001' }),
      send(slack, 'ben', bens.id, { '0:due': '2099-11-30' }),
    ]);
    await slack.until(() => shown(messageOf(slack, thread, 'plan') ?? {}).includes('due Mon 30 Nov 2099'));
    await settled(slack, database);
    const text = shown(plan(slack, thread));
    expect(text).toContain('Owner: @Ana  ·  due Mon 30 Nov 2099');
    expect(text.match(/^1\. /gm)).toHaveLength(1);
    expect(oursIn(slack, '#llm-help', 'plan')).toHaveLength(1);
  });

  test('with a day that is over, or with nothing ticked, stays open and says why', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const { id, blocks } = await openPlan(slack, 'ana', thread);
    expect(await send(slack, 'ana', id, { '0:due': '2020-01-01' })).toEqual({
      outcome: 'errors',
      errors: { '0:due': expect.stringMatching(/That day is over/) },
    });
    const untick = Object.fromEntries(
      fieldIds(blocks).flatMap((field) => (field.endsWith(':take') ? [[field, []]] : [])),
    );
    expect(await send(slack, 'ana', id, untick)).toEqual({
      outcome: 'errors',
      errors: { '0:take': expect.stringMatching(/Tick at least one step/) },
    });
    await settled(slack, database);
    expect(messageOf(slack, thread, 'plan')).toBeUndefined();
  });

  test('says plainly that an owner has left', async () => {
    const { slack } = await startWorld();
    const dora = slack.addUser({ name: 'dora' });
    slack.deactivateUser('dora');
    const thread = await ask(slack, SITUATION);
    const message = await planned(slack, 'ana', thread, { '0:owner': dora, '1:owner': 'U0NOBODY001' });
    const text = shown(message);
    expect(text).toMatch(/Owner: @Dora \(this account is not active: choose somebody else with Change\)/);
    expect(text).toMatch(/Owner: @U0NOBODY001 \(this account is not active/);
  });

  test('of a case that was forgotten meanwhile: the button and the form say so, and the form keeps its words', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const { id } = await openPlan(slack, 'ana', thread);
    await settled(slack, database);
    await query(database, 'delete from cases');
    expect(await send(slack, 'ana', id, { '0:what': 'Something long.' })).toEqual({
      outcome: 'errors',
      errors: { '0:take': expect.stringMatching(/forgotten meanwhile.*Copy what you need/) },
    });
    await press(slack, 'ben', thread, thread.verdict(), { actionId: 'make_plan' });
    await slack.until(() => slack.ephemerals('ben').some((each) => /no longer kept/.test(each.text ?? '')));
  });

  test('by a model that takes its time is waited for in the modal, and is what the model chose', async () => {
    const chosen: LlmAnswer = { say: { steps: [{ experiment: 'e2', fact: '', quote: '' }] } };
    const server = await startLlmServer(({ messages }) =>
      messages[0]?.content.startsWith('You plan')
        ? { slowMs: 2_000, afterwards: chosen }
        : { say: { facts: [], asks: [], route: 'none', rests_on: [], sentences: [] } },
    );
    afterTest(() => server.close());
    const { slack } = await startWorld({
      env: { OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: server.baseUrl, OPENAI_MODEL: 'stand-in' },
    });
    const thread = await ask(slack, SITUATION);
    await press(slack, 'ana', thread, thread.verdict(), { actionId: 'make_plan' });
    await slack.until(() => shown(slack.views('ana').at(-1) ?? {}).includes('One moment'));
    const form = await modalOf(slack, 'ana');
    expect(shown(form)).toMatch(/a model chose among the experiments of my guidance/);
    expect(fieldIds(form.blocks)).not.toContain('1:what');
    await send(slack, 'ana', form.id, {});
    await slack.until(() => messageOf(slack, thread, 'plan'));
  });

  test('opens nothing where Slack waits no longer, and says so', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    slack.faults.api('views.open', { kind: 'error', error: 'expired_trigger_id' });
    await press(slack, 'ana', thread, thread.verdict(), { actionId: 'make_plan' });
    await slack.until(() => slack.ephemerals('ana').some((each) => /press it again/.test(each.text ?? '')));
  });
});

describe('a step', () => {
  test('is given to somebody else and to another day, told in the thread and shown in place', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const { ts } = await planned(slack, 'ana', thread);
    await press(slack, 'ben', thread, plan(slack, thread), { actionId: 'step_change' });
    const form = await modalOf(slack, 'ben');
    await send(slack, 'ben', form.id, { '0:owner': BEN, '0:due': '2099-12-01' });
    await slack.until(() => /@Ben changed the owner and the day of “/.test(told(thread)));
    await slack.until(() => shown(plan(slack, thread)).includes('Owner: @Ben  ·  due Tue 1 Dec 2099'));
    expect(plan(slack, thread).ts).toBe(ts);
  });

  test('is done with its result, which becomes a fact of who measured it, and the advice is computed anew', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, PROMPTS);
    const before = advice(thread.verdict());
    await planned(slack, 'ana', thread);
    await press(slack, 'ben', thread, plan(slack, thread), { actionId: 'step_done' });
    const form = await modalOf(slack, 'ben');
    expect(shownLines(form.blocks).join('\n')).toMatch(/What does today's model score on your test\?/);
    const result = '48 of 50 right with the best prompt';
    const filled = { result, outcome: 'passed', number: '96' };
    expect(await send(slack, 'ben', form.id, filled)).toEqual({ outcome: 'closed' });
    await slack.until(() => told(thread).includes(`(passed): ${result}`));
    await slack.until(() => shown(plan(slack, thread)).includes(`(passed): “${result}”  @Ben`));
    await settled(slack, database);
    const facts = await query(
      database,
      "select key, value::text, author, quote, message from statements where state = 'corrected' order by key",
    );
    const ts = plan(slack, thread).ts;
    expect(facts).toContainEqual(['score', '96', BEN, result, ts]);
    expect(facts).toContainEqual(['untuned_good_enough', 'true', BEN, result, ts]);
    expect(advice(thread.verdict())).not.toEqual(before);
  });

  test('that passes its mark moves the advice on, and one that does not is not what to try first again', async () => {
    const { slack, database } = await startWorld();
    for (const outcome of ['passed', 'failed']) {
      const thread = await ask(slack, SEARCHES);
      const before = experimentIn(thread);
      await planned(slack, 'ana', thread);
      await press(slack, 'ben', thread, plan(slack, thread), { actionId: 'step_done' });
      const form = await modalOf(slack, 'ben');
      expect(await send(slack, 'ben', form.id, { outcome, result: '46 of 50' })).toEqual({
        outcome: 'closed',
      });
      await settled(slack, database);
      expect(experimentIn(thread)).not.toBe(before);
      expect(experimentIn(thread)).toMatch(/^Try this first: /);
    }
  });

  test('that two people finish keeps the first result, and tells the thread of the second', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await planned(slack, 'ana', thread);
    const forms = new Map<string, string>();
    for (const user of ['ana', 'ben']) {
      await press(slack, user, thread, plan(slack, thread), { actionId: 'step_done' });
      forms.set(user, (await modalOf(slack, user)).id);
    }
    await send(slack, 'ana', forms.get('ana') ?? '', { result: '41 of 50', outcome: 'failed' });
    await slack.until(() => told(thread).includes('41 of 50'));
    await send(slack, 'ben', forms.get('ben') ?? '', { result: '47 of 50', outcome: 'passed' });
    await slack.until(() =>
      /@Ben also brought a result of “.*”, which was done already: 47 of 50/.test(told(thread)),
    );
    await settled(slack, database);
    expect(shown(plan(slack, thread))).toMatch(/\(not passed\): “41 of 50” {2}@Ana/);
  });

  test('is dropped, and offered again in the next plan', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    const posted = await planned(slack, 'ana', thread);
    await press(slack, 'ana', thread, posted, { actionId: 'step_drop' });
    await slack.until(() => /@Ana dropped the step “/.test(told(thread)));
    await slack.until(() => /: dropped by @Ana/.test(shown(plan(slack, thread))));
    await settled(slack, database);
    const [[step] = []] = await query(database, "select id from steps where state = 'dropped'");
    const form = await openPlan(slack, 'ben', thread);
    expect(form.private_metadata).toContain(String(step));
  });
});
