import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import { z } from 'zod';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { closeAfterTest } from './test-sandbox.ts';

const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** @returns Slack's own client, which calls the sandbox and tries once */
export function webClient(sandbox: Sandbox, options: WebClientOptions = {}): WebClient {
  return new WebClient(sandbox.botToken, {
    slackApiUrl: sandbox.apiUrl,
    retryConfig: { retries: 0 },
    logger: quiet,
    ...options,
  });
}

const anyAnswer = z.record(z.string(), z.unknown());

/** Calls a method whose answer Slack's client has no type for. */
export async function call(client: WebClient, method: string, args: Record<string, unknown>) {
  return anyAnswer.parse(await client.apiCall(method, args));
}

/** @returns the answer of a call that fails, as Slack sent it; of one that works, `{ ok: true }` */
export async function failureOf(call: Promise<unknown>): Promise<object> {
  try {
    await call;
    return { ok: true };
  } catch (error) {
    const data: unknown = error instanceof Error && 'data' in error ? error.data : undefined;
    return typeof data === 'object' && data !== null ? data : { error: String(error) };
  }
}

/** @returns Slack's error word for a call that fails, or "ok" */
export async function errorOf(call: Promise<unknown>): Promise<string> {
  const failure = await failureOf(call);
  return 'error' in failure ? String(failure.error) : 'ok';
}

/** The part of Bolt's receiver that tests hold on to. */
export interface RunningApp {
  app: App;
  stop(): Promise<unknown>;
}

/**
 * Runs the real Bolt over Socket Mode until the test ends. It comes back fast after a lost connection: Bolt waits
 * one ping timeout.
 */
export async function socketApp(sandbox: Sandbox, listen: (app: App) => void): Promise<RunningApp> {
  const clientOptions = { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } };
  const receiver = new SocketModeReceiver({
    appToken: sandbox.appToken,
    logger: quiet,
    clientPingTimeout: 500,
    installerOptions: { clientOptions },
  });
  const app = new App({
    token: sandbox.botToken,
    receiver,
    clientOptions: { ...clientOptions },
    logger: quiet,
    convoStore: false,
    ignoreSelf: false,
  });
  listen(app);
  await app.start();
  const stop = () => app.stop();
  closeAfterTest(stop);
  return { app, stop };
}

/** Runs the real Bolt behind an HTTP port. The sandbox has to be started with `http` pointing there. */
export async function httpApp(
  sandbox: Sandbox,
  port: number,
  listen: (app: App) => void,
): Promise<RunningApp> {
  const receiver = new HTTPReceiver({ signingSecret: sandbox.signingSecret, logger: quiet });
  const app = new App({
    token: sandbox.botToken,
    receiver,
    clientOptions: { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } },
    logger: quiet,
    convoStore: false,
  });
  listen(app);
  await app.start(port);
  const stop = () => app.stop();
  closeAfterTest(stop);
  return { app, stop };
}
