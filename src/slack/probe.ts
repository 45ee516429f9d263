import { WebAPIPlatformError, WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { clientOptions } from './client-options.ts';

/** What Slack says of a bot token. */
export interface BotProbe {
  /** The workspace's address, and the app's name in it. */
  url: string;
  user: string;
  /** What the token may do; undefined where Slack does not say. */
  scopes: readonly string[] | undefined;
  /** How far our clock is ahead of Slack's, in milliseconds, to about a second; undefined where Slack does not say. */
  aheadMs: number | undefined;
}

/** Slack's word for why it refused. */
export const refusalOf = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError ? error.data.error : undefined;

/** Asks Slack whose a bot token is; nothing is changed. @throws what the Web API throws */
export async function probeBot(
  slack: { botToken: string; apiUrl: string | undefined },
  clock: Clock,
  log: Logger,
): Promise<BotProbe> {
  let aheadMs: number | undefined;
  const timed: WebClientOptions['fetch'] = async (...asked) => {
    const before = clock.now();
    const response = await fetch(...asked);
    // The header has whole seconds, cut off.
    const said = Date.parse(response.headers.get('date') ?? '') + 500;
    if (!Number.isNaN(said)) aheadMs = (before + clock.now()) / 2 - said;
    return response;
  };
  const client = new WebClient(slack.botToken, { ...clientOptions(slack.apiUrl, log), fetch: timed });
  const { url, user, response_metadata: metadata } = await client.auth.test();
  return { url: url ?? '', user: user ?? '', scopes: metadata?.scopes, aheadMs };
}

/** Asks Slack for the address of a Socket Mode connection, and opens none. @throws what the Web API throws */
export async function probeSocket(appToken: string, apiUrl: string | undefined, log: Logger): Promise<void> {
  await new WebClient(appToken, clientOptions(apiUrl, log)).apps.connections.open();
}
