import { describe, expect, test } from '@jest/globals';
import type { WebClient } from '@slack/web-api';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import { errorOf, webClient } from './support/clients.ts';
import { form, formApp, openForm } from './support/form-app.ts';
import { movingClock } from './support/moving-clock.ts';
import { testSandbox } from './support/test-sandbox.ts';

describe('a trigger_id', () => {
  async function trigger(sandbox: Sandbox): Promise<string> {
    const triggers = await formApp(sandbox);
    await sandbox.command({ user: 'ana', channel: '#llm-help', text: '/plain' });
    return sandbox.until(() => triggers[0]);
  }
  const open = (client: WebClient, trigger_id: string) =>
    errorOf(client.views.open({ trigger_id, view: form('Hi') }));

  test('is good once', async () => {
    const sandbox = await testSandbox();
    const id = await trigger(sandbox);
    expect(await open(webClient(sandbox), id)).toBe('ok');
    expect(await open(webClient(sandbox), id)).toBe('exchanged_trigger_id');
    expect(await open(webClient(sandbox), 'made.up.id')).toBe('invalid_trigger_id');
  });

  test('expires after three seconds', async () => {
    const clock = movingClock();
    const sandbox = await testSandbox({ now: clock.now });
    const id = await trigger(sandbox);
    clock.pass(3_000);
    expect(await open(webClient(sandbox), id)).toBe('expired_trigger_id');
  });
});

describe('submitting', () => {
  test('Slack itself asks for required inputs and whole numbers, and the app hears nothing', async () => {
    const sandbox = await testSandbox();
    const submissions: object[] = [];
    await formApp(sandbox, (app) =>
      app.view('form', async ({ ack, view }) => {
        submissions.push(view);
        await ack();
      }),
    );
    const viewId = await openForm(sandbox);
    const submit = (n: string | null) => sandbox.submitView({ user: 'ana', viewId, values: { size: { n } } });
    expect(await submit(null)).toEqual({
      outcome: 'errors',
      errors: { size: 'Please complete this required field.' },
    });
    expect(await submit('1.5')).toMatchObject({ outcome: 'errors' });
    expect(await submit('0')).toMatchObject({ errors: { size: 'Please enter 1 or more.' } });
    expect(submissions).toEqual([]);
  });

  test('brings what was entered and what was there to begin with, and closes', async () => {
    const sandbox = await testSandbox();
    const bodies: object[] = [];
    await formApp(sandbox, (app) =>
      app.view('form', async ({ ack, body }) => {
        bodies.push(body);
        await ack();
      }),
    );
    const viewId = await openForm(sandbox);
    expect(await sandbox.submitView({ user: 'ana', viewId, values: { size: { n: '800' } } })).toEqual({
      outcome: 'closed',
    });
    expect(sandbox.views('ana')).toEqual([]);
    expect(bodies[0]).toMatchObject({
      type: 'view_submission',
      user: { id: sandbox.user('ana').id },
      view: {
        id: viewId,
        callback_id: 'form',
        state: {
          values: { size: { n: { type: 'number_input', value: '800' } }, note: { t: { value: 'no' } } },
        },
      },
    });
  });

  test('the app’s errors stay beside their inputs, and the modal stays open', async () => {
    const sandbox = await testSandbox();
    await formApp(sandbox, (app) =>
      app.view('form', ({ ack }) => ack({ response_action: 'errors', errors: { size: 'Too few.' } })),
    );
    const viewId = await openForm(sandbox);
    const outcome = await sandbox.submitView({ user: 'ana', viewId, values: { size: { n: '3' } } });
    expect(outcome).toEqual({ outcome: 'errors', errors: { size: 'Too few.' } });
    expect(sandbox.views('ana')).toHaveLength(1);
  });

  test('errors for a block that is no input are the app’s mistake', async () => {
    const sandbox = await testSandbox();
    await formApp(sandbox, (app) =>
      app.view('form', ({ ack }) => ack({ response_action: 'errors', errors: { sise: 'x' } })),
    );
    const viewId = await openForm(sandbox);
    const outcome = await sandbox.submitView({ user: 'ana', viewId, values: { size: { n: '3' } } });
    expect(outcome).toEqual({ outcome: 'invalid', messages: ['no input block with block_id sise'] });
  });

  test('update, push and clear do what they say', async () => {
    const sandbox = await testSandbox();
    const closed: boolean[] = [];
    const answers = [
      { response_action: 'update' as const, view: form('Two') },
      { response_action: 'push' as const, view: form('Three', { notify_on_close: true }) },
      { response_action: 'clear' as const },
    ];
    await formApp(sandbox, (app) => {
      app.view({ callback_id: 'form', type: 'view_submission' }, ({ ack }) => {
        const answer = answers.shift();
        return answer ? ack(answer) : ack();
      });
      app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body }) => {
        if (body.type === 'view_closed') closed.push(body.is_cleared);
        await ack();
      });
    });
    const submit = (viewId: string) =>
      sandbox.submitView({ user: 'ana', viewId, values: { size: { n: '3' } } });
    const titles = () => sandbox.views('ana').map((view) => view.title?.text);
    const viewId = await openForm(sandbox);
    expect(await submit(viewId)).toEqual({ outcome: 'updated', viewId });
    expect(titles()).toEqual(['Two']);
    expect(await submit(viewId)).toMatchObject({ outcome: 'pushed' });
    expect(titles()).toEqual(['Two', 'Three']);
    expect(sandbox.views('ana')[1]).toMatchObject({ previous_view_id: viewId, root_view_id: viewId });
    expect(await submit(sandbox.views('ana')[1]?.id ?? '')).toEqual({ outcome: 'cleared' });
    expect(titles()).toEqual([]);
    await sandbox.until(() => closed.length === 1);
    expect(closed).toEqual([true]);
  });

  test('without an acknowledgement the modal stays open', async () => {
    const sandbox = await testSandbox({ limits: { ackMs: 60 } });
    await formApp(sandbox, (app) => app.view('form', async () => {}));
    const viewId = await openForm(sandbox);
    const outcome = await sandbox.submitView({ user: 'ana', viewId, values: { size: { n: '3' } } });
    expect(outcome).toEqual({ outcome: 'failed', error: 'operation_timeout' });
    expect(sandbox.views('ana')).toHaveLength(1);
  });

  test('closing goes back one view and is told when asked for', async () => {
    const sandbox = await testSandbox();
    const closed: boolean[] = [];
    const view = form('One', { notify_on_close: true });
    await formApp(
      sandbox,
      (app) =>
        app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body }) => {
          if (body.type === 'view_closed') closed.push(body.is_cleared);
          await ack();
        }),
      view,
    );
    sandbox.closeView({ user: 'ana', viewId: await openForm(sandbox) });
    await sandbox.until(() => closed.length === 1);
    expect(closed).toEqual([false]);
    expect(sandbox.views('ana')).toEqual([]);
  });
});
