import type { Logger } from 'pino';
import type { Config, SlackConfig } from '../../config.ts';
import { readManifest } from '../../manifest.ts';
import { type BotProbe, probeSocket, refusalOf } from '../../slack/probe.ts';
import { type Check, type Finding, messageOf, ok, warning, wrong } from './check.ts';

const LIMIT_MS = 10_000;
const NETWORK = 'Check the network, a proxy in between, and SLACK_API_URL if it is set.';
const MANY =
  'any workspace can install the app at /slack/install; whether client id and secret are right, the first that does tells';
const COPY_TOKEN = 'Copy the bot token from "OAuth & Permissions" of your app into SLACK_BOT_TOKEN.';

/**
 * What is looked at where Slack is set: the bot token and what it may do, where there is one, and the way events come.
 * @param around.bot undefined where many workspaces are served, each by its own token
 */
export const slackChecks = (
  slack: SlackConfig,
  { config, bot, log }: { config: Config; bot: (() => Promise<BotProbe>) | undefined; log: Logger },
): Check[] => [
  ...(bot
    ? [
        { name: 'slack', limitMs: LIMIT_MS, look: () => lookAtBot(bot) },
        { name: 'scopes', limitMs: LIMIT_MS, look: () => lookAtScopes(bot) },
      ]
    : [{ name: 'slack', limitMs: LIMIT_MS, look: async () => ok(MANY) }]),
  { name: 'events', limitMs: LIMIT_MS, look: () => lookAtEvents(slack, config, log) },
];

/** What there is to say of Slack where no workspace is set, or what is set cannot be used. */
export const withoutSlack = (leftOut: ReadonlySet<string>): Check => ({
  name: 'slack',
  limitMs: LIMIT_MS,
  look: async () =>
    [...leftOut].some((name) => name.startsWith('SLACK_'))
      ? warning('not looked at, because its settings cannot be used', 'Correct the settings first.')
      : ok(
          'SLACK_BOT_TOKEN is not set: a sandbox on this machine stands in for Slack, and no workspace is reached; docs/slack.md connects one',
        ),
});

async function lookAtBot(bot: () => Promise<BotProbe>): Promise<Finding> {
  try {
    const { url, user } = await bot();
    return ok(`the bot token works: @${user} in ${url}`);
  } catch (error) {
    const refusal = refusalOf(error);
    return refusal === undefined
      ? wrong(`Slack cannot be reached: ${messageOf(error)}`, NETWORK)
      : wrong(`Slack does not accept SLACK_BOT_TOKEN (${refusal}), so the app does not start`, COPY_TOKEN);
  }
}

async function lookAtScopes(bot: () => Promise<BotProbe>): Promise<Finding> {
  const probe = await bot().catch(() => undefined);
  const again = 'Mend the bot token first, then run this again.';
  if (!probe?.scopes) return warning('Slack did not say what the token may do', again);
  const granted = new Set(probe.scopes);
  const needed = (await readManifest()).oauth_config.scopes.bot;
  const missing = needed.filter((scope) => !granted.has(scope));
  const more = [...granted].filter((scope) => !needed.includes(scope)).sort();
  if (missing.length > 0)
    return wrong(
      `not granted: ${missing.join(', ')}; what each is for stands in docs/slack.md, and does not work`,
      'Paste manifest.yml into your app ("App Manifest"), reinstall the app, and copy the token again if it changed.',
    );
  if (more.length > 0)
    return warning(
      `granted beyond manifest.yml, and never used: ${more.join(', ')}`,
      'Take them out under "OAuth & Permissions" of your app, and reinstall it.',
    );
  return ok(`all ${needed.length} scopes of manifest.yml are granted, and no other`);
}

async function lookAtEvents(slack: SlackConfig, { http }: Config, log: Logger): Promise<Finding> {
  if (slack.by === 'http')
    return ok(
      `signed HTTP on ${http.host}:${http.port}/slack/events; whether the signing secret is right, Slack tells when you save that address in your app`,
    );
  try {
    await probeSocket(slack.appToken, slack.apiUrl, log);
    return ok(
      `Socket Mode can be opened; each process keeps ${slack.connections} of the 10 connections that Slack allows the app`,
    );
  } catch (error) {
    const refusal = refusalOf(error);
    return refusal === undefined
      ? wrong(`Slack cannot be reached for Socket Mode: ${messageOf(error)}`, NETWORK)
      : wrong(
          `Slack does not open Socket Mode with SLACK_APP_TOKEN (${refusal}), so no event comes`,
          'Under "Basic Information" of your app make an app-level token with the scope connections:write, copy it, and see that Socket Mode is switched on.',
        );
  }
}
