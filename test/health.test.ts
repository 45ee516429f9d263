import { describe, expect, test } from '@jest/globals';
import { type Health, startHealth } from '../src/health.ts';
import { operatorRoutes } from '../src/operator-routes.ts';
import { afterTest } from './support/clean-up.ts';

async function health(healthy: () => Promise<void>): Promise<Health> {
  const started = await startHealth(
    '127.0.0.1',
    0,
    operatorRoutes(healthy, { state: 'working', sockets: undefined }, undefined),
  );
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= started.close();
    return closed;
  };
  afterTest(close);
  return { port: started.port, close };
}

async function ask({ port }: Health, path = '/healthz') {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: response.status, text: await response.text() };
}

describe('GET /healthz', () => {
  test('is 200 while the app can work', async () => {
    expect(await ask(await health(async () => undefined))).toEqual({ status: 200, text: 'ok\n' });
  });

  test('is 503 while it cannot, and says why without the details', async () => {
    const unhealthy = await health(async () => {
      throw new Error('connect ECONNREFUSED postgresql://app:hunter2@host');
    });
    expect(await ask(unhealthy)).toEqual({ status: 503, text: 'the database does not answer\n' });
  });

  test('asks anew each time', async () => {
    let broken = true;
    const server = await health(async () => {
      if (broken) throw new Error('not yet');
    });
    expect((await ask(server)).status).toBe(503);
    broken = false;
    expect((await ask(server)).status).toBe(200);
  });
});

test('there is nothing else on that port', async () => {
  expect(await ask(await health(async () => undefined), '/')).toEqual({
    status: 404,
    text: 'There is only /healthz, /readyz here.\n',
  });
});

test('whoever still waits for an answer keeps it from ending no longer', async () => {
  let asked: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const server = await health(() => {
    asked();
    return new Promise(() => undefined);
  });
  const answer = ask(server).catch((error: unknown) => error);
  await waiting;
  await server.close();
  expect(await answer).toMatchObject({ message: 'fetch failed' });
});
