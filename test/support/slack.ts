import { readManifest } from '../../src/manifest.ts';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import type { SandboxOptions } from '../../src/sandbox/server/sandbox-options.ts';
import { startSandbox } from '../../src/sandbox/server/start-sandbox.ts';
import { declarationOf } from '../../src/sandbox-for.ts';
import { afterTest } from './clean-up.ts';

/** How long a test waits for something to happen in Slack before it fails. */
const PATIENCE_MS = 60_000;

export interface SlackOptions extends Partial<SandboxOptions> {
  /** Scopes that this installation of the app was not given. */
  withoutScopes?: readonly string[];
  /** Events that it is told, when not all. */
  events?: readonly string[];
}

/** A Slack of the test's own, in which the app is installed as manifest.yml declares it. */
export async function testSlack({
  withoutScopes = [],
  events,
  ...options
}: SlackOptions = {}): Promise<Sandbox> {
  const app = declarationOf(await readManifest());
  const sandbox = await startSandbox({
    app: {
      ...app,
      scopes: app.scopes.filter((scope) => !withoutScopes.includes(scope)),
      botEvents: events ?? app.botEvents,
    },
    ...options,
    limits: { untilMs: PATIENCE_MS, ...options.limits },
  });
  afterTest(() => sandbox.close());
  return sandbox;
}

/** The environment in which the app finds this Slack over Socket Mode. */
export const socketMode = (sandbox: Sandbox): Record<string, string> => ({
  SLACK_BOT_TOKEN: sandbox.botToken,
  SLACK_APP_TOKEN: sandbox.appToken,
  SLACK_API_URL: sandbox.apiUrl,
});

/** The environment in which the app finds this Slack and is reached over signed HTTP. */
export const signedHttp = (sandbox: Sandbox): Record<string, string> => ({
  SLACK_BOT_TOKEN: sandbox.botToken,
  SLACK_SIGNING_SECRET: sandbox.signingSecret,
  SLACK_API_URL: sandbox.apiUrl,
});
