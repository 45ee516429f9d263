import { describe, expect, test } from '@jest/globals';
import WebSocket from 'ws';
import { errorOf, socketApp, webClient } from './support/clients.ts';
import { collect, type Heard } from './support/heard.ts';
import { closeAfterTest, testSandbox } from './support/test-sandbox.ts';

describe('connections', () => {
  test('each event goes to exactly one of several connections', async () => {
    const sandbox = await testSandbox();
    const first: Heard[] = [];
    const second: Heard[] = [];
    await socketApp(sandbox, collect(first));
    await socketApp(sandbox, collect(second));
    expect(sandbox.sockets()).toBe(2);
    for (let n = 0; n < 6; n += 1) sandbox.say({ user: 'ana', channel: '#llm-help', text: `${n}` });
    await sandbox.until(() => first.length + second.length === 6);
    expect(first.length).toBe(3);
    expect(new Set([...first, ...second].map((event) => event.id)).size).toBe(6);
  });

  test('an eleventh connection is told too_many_websockets', async () => {
    const sandbox = await testSandbox();
    const client = webClient(sandbox);
    const open = async () => {
      const { url = '' } = await client.apps.connections.open({ token: sandbox.appToken });
      const socket = new WebSocket(url);
      closeAfterTest(async () => socket.terminate());
      return new Promise<unknown>((resolve) =>
        socket.once('message', (data) => resolve(JSON.parse(String(data)))),
      );
    };
    for (let n = 0; n < 10; n += 1) expect(await open()).toMatchObject({ type: 'hello' });
    expect(await open()).toEqual({ type: 'disconnect', reason: 'too_many_websockets' });
    expect(sandbox.sockets()).toBe(10);
  });

  test('an address opens one connection, once', async () => {
    const sandbox = await testSandbox();
    const { url = '' } = await webClient(sandbox).apps.connections.open({ token: sandbox.appToken });
    const first = new WebSocket(url);
    closeAfterTest(async () => first.terminate());
    await new Promise((resolve) => first.once('message', resolve));
    const second = new WebSocket(url);
    const refused = await new Promise((resolve) => second.once('error', resolve));
    expect(String(refused)).toContain('503');
  });

  test('an event without a connection waits and arrives as a retry', async () => {
    const sandbox = await testSandbox({ limits: { retryDelaysMs: [0, 10, 10] } });
    sandbox.say({ user: 'ana', channel: '#llm-help', text: 'is anyone there?' });
    const heard: Heard[] = [];
    await socketApp(sandbox, collect(heard));
    await sandbox.until(() => heard.length === 1);
    expect(heard[0]).toMatchObject({ text: 'is anyone there?', retry: 1 });
  });

  test('Slack gives up on an event that meets no connection for too long', async () => {
    const sandbox = await testSandbox({ limits: { ackMs: 20, retryDelaysMs: [0, 10, 10] } });
    sandbox.say({ user: 'ana', channel: '#llm-help', text: 'hello?' });
    await sandbox.until(() => sandbox.deliveries()[0]?.state === 'lost');
    expect(sandbox.deliveries()).toMatchObject([{ attempts: 0 }]);
  });

  test('after a refresh and after a broken connection the app is back, and nothing is lost', async () => {
    const sandbox = await testSandbox({ limits: { retryDelaysMs: [0, 20, 20] } });
    const heard: Heard[] = [];
    await socketApp(sandbox, collect(heard));
    sandbox.faults.askRefresh();
    await sandbox.until(() => sandbox.sockets() === 0);
    sandbox.say({ user: 'ana', channel: '#llm-help', text: 'one' });
    await sandbox.until(() => heard.length === 1);
    sandbox.faults.dropSockets({ refuseForMs: 120 });
    await sandbox.until(() => sandbox.sockets() === 0);
    sandbox.say({ user: 'ana', channel: '#llm-help', text: 'two' });
    await sandbox.until(() => heard.length === 2);
    expect(heard.map((event) => event.text)).toEqual(['one', 'two']);
  });
});

describe('acknowledgements', () => {
  test('an event that is not acknowledged comes again, up to three times, with the same id', async () => {
    const sandbox = await testSandbox({ limits: { ackMs: 40, retryDelaysMs: [0, 5, 5] } });
    const heard: Heard[] = [];
    await socketApp(sandbox, collect(heard));
    sandbox.faults.ignoreAcks();
    sandbox.say({ user: 'ana', channel: '#llm-help', text: 'again' });
    await sandbox.until(() => sandbox.deliveries()[0]?.state === 'lost');
    expect(heard.map((event) => event.retry)).toEqual([0, 1, 2, 3]);
    expect(new Set(heard.map((event) => event.id)).size).toBe(1);
  });

  test('an app that fails before it acknowledges gets the event again', async () => {
    const sandbox = await testSandbox({ limits: { ackMs: 40, retryDelaysMs: [0, 5, 5] } });
    let failures = 2;
    const { app } = await socketApp(sandbox, () => {});
    const processEvent = app.processEvent.bind(app);
    app.processEvent = async (event) => {
      failures -= 1;
      if (failures >= 0) throw new Error('the database is down');
      await processEvent(event);
    };
    sandbox.say({ user: 'ana', channel: '#llm-help', text: 'again' });
    await sandbox.until(() => sandbox.deliveries()[0]?.state === 'acked');
    expect(sandbox.deliveries()).toMatchObject([{ attempts: 3 }]);
  });

  test('duplicates, holding back and reordering', async () => {
    const sandbox = await testSandbox();
    const heard: Heard[] = [];
    await socketApp(sandbox, collect(heard));
    const letGo = sandbox.faults.holdEvents();
    sandbox.say({ user: 'ana', channel: '#llm-help', text: 'first' });
    sandbox.say({ user: 'ana', channel: '#llm-help', text: 'second' });
    expect(sandbox.deliveries()).toEqual([]);
    letGo('reversed');
    await sandbox.until(() => heard.length === 2);
    expect(heard.map((event) => event.text)).toEqual(['second', 'first']);
    sandbox.faults.duplicateEvents();
    sandbox.say({ user: 'ana', channel: '#llm-help', text: 'twice' });
    await sandbox.until(() => heard.length === 4);
    expect(heard[2]?.id).toBe(heard[3]?.id);
  });

  test('a delay', async () => {
    const sandbox = await testSandbox();
    sandbox.faults.delayEvents(60);
    const heard: Heard[] = [];
    await socketApp(sandbox, collect(heard));
    const began = performance.now();
    sandbox.say({ user: 'ana', channel: '#llm-help', text: 'late' });
    await sandbox.until(() => heard.length === 1);
    expect(performance.now() - began).toBeGreaterThanOrEqual(55);
  });

  test('a connection that breaks before the acknowledgement does not lose the event', async () => {
    const sandbox = await testSandbox({ limits: { retryDelaysMs: [0, 20, 20] } });
    const heard: Heard[] = [];
    const { app } = await socketApp(sandbox, collect(heard));
    const processEvent = app.processEvent.bind(app);
    let broken = false;
    app.processEvent = async (event) => {
      if (broken) return processEvent(event);
      broken = true;
      sandbox.faults.dropSockets();
    };
    sandbox.say({ user: 'ana', channel: '#llm-help', text: 'once more' });
    await sandbox.until(() => heard.length === 1);
    expect(heard).toMatchObject([{ text: 'once more', retry: 1 }]);
  });

  test('revoked tokens and an uninstalled app are told even then', async () => {
    const sandbox = await testSandbox();
    const heard: string[] = [];
    await socketApp(sandbox, (app) => {
      app.event('app_uninstalled', async () => void heard.push('app_uninstalled'));
      app.event('tokens_revoked', async () => void heard.push('tokens_revoked'));
    });
    sandbox.uninstall();
    await sandbox.until(() => heard.length === 2);
    expect(heard.sort()).toEqual(['app_uninstalled', 'tokens_revoked']);
    expect(await errorOf(webClient(sandbox).auth.test())).toBe('account_inactive');
  });
});
