import { describe, expect, test } from '@jest/globals';
import type { ModalView } from '@slack/types';
import { errorOf, socketApp, webClient } from './support/clients.ts';
import { form, formApp, openForm } from './support/form-app.ts';
import { testSandbox } from './support/test-sandbox.ts';

describe('changing an open modal', () => {
  test('a hash from before the last change is a hash_conflict', async () => {
    const sandbox = await testSandbox();
    await formApp(sandbox);
    const view_id = await openForm(sandbox);
    const client = webClient(sandbox);
    const hash = sandbox.views('ana')[0]?.hash ?? '';
    expect(await errorOf(client.views.update({ view_id, hash, view: form('Two') }))).toBe('ok');
    expect(await errorOf(client.views.update({ view_id, hash, view: form('Three') }))).toBe('hash_conflict');
    expect(sandbox.views('ana')[0]).toMatchObject({ id: view_id, title: { text: 'Two' } });
    sandbox.closeView({ user: 'ana', viewId: view_id });
    expect(await errorOf(client.views.update({ view_id, view: form('Four') }))).toBe('not_found');
  });

  test('views stack three high', async () => {
    const sandbox = await testSandbox();
    const button = {
      type: 'button' as const,
      action_id: 'deeper',
      text: { type: 'plain_text' as const, text: 'Deeper' },
    };
    const view = (title: string) => form(title, { blocks: [{ type: 'actions', elements: [button] }] });
    const errors: string[] = [];
    await formApp(
      sandbox,
      (app) => {
        app.action('deeper', async ({ ack, body, client }) => {
          await ack();
          if ('trigger_id' in body)
            errors.push(
              await errorOf(client.views.push({ trigger_id: body.trigger_id, view: view('More') })),
            );
        });
      },
      view('First'),
    );
    await openForm(sandbox);
    for (const count of [1, 2, 3]) {
      const viewId = sandbox.views('ana').at(-1)?.id ?? '';
      await sandbox.click({ user: 'ana', viewId, actionId: 'deeper' });
      await sandbox.until(() => sandbox.requests('views.push').length === count);
    }
    await sandbox.until(() => errors.length === 3 || sandbox.requests('views.push').length === 3);
    expect(sandbox.requests('views.push').map((call) => call.result)).toEqual([
      'ok',
      'ok',
      'push_limit_reached',
    ]);
    expect(sandbox.views('ana')).toHaveLength(3);
  });

  test('a click in a modal brings what was entered so far, and no response_url', async () => {
    const sandbox = await testSandbox();
    const bodies: object[] = [];
    const blocks: ModalView['blocks'] = [
      ...form('x').blocks,
      {
        type: 'actions',
        block_id: 'b',
        elements: [{ type: 'button', action_id: 'check', text: { type: 'plain_text', text: 'Check' } }],
      },
    ];
    await formApp(
      sandbox,
      (app) => {
        app.action('check', async ({ ack, body }) => {
          bodies.push(body);
          await ack();
        });
      },
      form('One', { blocks }),
    );
    const viewId = await openForm(sandbox);
    await sandbox.click({ user: 'ana', viewId, actionId: 'check', values: { size: { n: '42' } } });
    expect(bodies[0]).toMatchObject({
      container: { type: 'view', view_id: viewId },
      view: { state: { values: { size: { n: { value: '42' } } } } },
    });
    expect(bodies[0]).not.toHaveProperty('response_url');
  });
});

describe('the Home tab', () => {
  test('is published per person, opened by them, and clicked in', async () => {
    const sandbox = await testSandbox();
    const bodies: object[] = [];
    await socketApp(sandbox, (app) => {
      app.event('app_home_opened', async ({ event, client }) => {
        if (event.tab !== 'home') return;
        const text = { type: 'plain_text' as const, text: 'New case' };
        const blocks = [
          { type: 'actions' as const, elements: [{ type: 'button' as const, action_id: 'new', text }] },
        ];
        await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
      });
      app.action('new', async ({ ack, body }) => {
        bodies.push(body);
        await ack();
      });
    });
    sandbox.openHome('ana');
    const home = await sandbox.until(() => sandbox.home('ana'));
    expect(sandbox.home('ben')).toBeUndefined();
    await sandbox.click({ user: 'ana', viewId: home.id, actionId: 'new' });
    expect(bodies[0]).toMatchObject({ container: { type: 'view' }, view: { type: 'home', id: home.id } });
  });
});
