import type { TokenKeys } from './store/token-keys.ts';

/** With what other workspaces install the app. */
export interface OAuthConfig {
  clientId: string;
  clientSecret: string;
  /** Signs what comes back from Slack at the end of an installation. */
  stateSecret: string;
  tokenKeys: TokenKeys;
}

/** One workspace by its bot token, or every workspace that installs the app. */
type SlackAccess = { botToken: string; oauth?: undefined } | { botToken?: undefined; oauth: OAuthConfig };

/** How Slack reaches us, and what we may do there. */
export type SlackConfig = { apiUrl: string | undefined } & SlackAccess &
  ({ by: 'socket'; appToken: string; connections: number } | { by: 'http'; signingSecret: string });

/** What of the environment is about Slack, each variable by itself in order. */
export interface SlackVariables {
  SLACK_BOT_TOKEN?: string | undefined;
  SLACK_APP_TOKEN?: string | undefined;
  SLACK_SIGNING_SECRET?: string | undefined;
  SLACK_API_URL?: string | undefined;
  SLACK_CLIENT_ID?: string | undefined;
  SLACK_CLIENT_SECRET?: string | undefined;
  SLACK_STATE_SECRET?: string | undefined;
  TOKEN_KEYS?: TokenKeys | undefined;
  SOCKET_CONNECTIONS: number;
}

const INSTALLING = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'];
const ONE =
  'Set SLACK_BOT_TOKEN with SLACK_APP_TOKEN (Socket Mode) or with SLACK_SIGNING_SECRET (HTTP), or no Slack variable for the sandbox.';
const MANY =
  'For many workspaces set SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET and TOKEN_KEYS, all of them and no SLACK_BOT_TOKEN; for one, SLACK_BOT_TOKEN and none of them.';

/** What is set and cannot go together, or not without what is missing; each with its remedy. */
export function slackContradictions(set: ReadonlySet<string>): string[] {
  const faults: string[] = [];
  const [way, other] = ['SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'].filter((name) => set.has(name));
  if (way !== undefined && other !== undefined) {
    faults.push(
      `${way} and ${other} are both set; events can come by one way only. Take out ${way} for HTTP, or ${other} for Socket Mode.`,
    );
  }
  const installing = INSTALLING.filter((name) => set.has(name));
  if (installing.length > 0) return [...faults, ...contradictionsOfMany(set, installing, way)];
  const lone = way ?? (set.has('SLACK_API_URL') ? 'SLACK_API_URL' : undefined);
  if (!set.has('SLACK_BOT_TOKEN')) {
    if (lone !== undefined) faults.push(`${lone} is set, but SLACK_BOT_TOKEN is not. ${ONE}`);
  } else if (way === undefined) {
    faults.push(`SLACK_BOT_TOKEN is set, but nothing says how events reach us. ${ONE}`);
  }
  return faults;
}

function contradictionsOfMany(
  set: ReadonlySet<string>,
  installing: readonly string[],
  way: string | undefined,
): string[] {
  const faults: string[] = [];
  const missing = [...INSTALLING, 'TOKEN_KEYS'].filter((name) => !set.has(name));
  const [first = ''] = installing;
  if (missing.length > 0) faults.push(`${first} is set, but not ${missing.join(', ')}. ${MANY}`);
  if (set.has('SLACK_BOT_TOKEN')) faults.push(`SLACK_BOT_TOKEN and ${first} are both set. ${MANY}`);
  if (way === undefined)
    faults.push(
      `${first} is set, but nothing says how events reach us. Set SLACK_SIGNING_SECRET too (HTTP), or SLACK_APP_TOKEN (Socket Mode).`,
    );
  return faults;
}

/** Undefined where nothing says which workspaces; contradictions were found before. */
export function slackOf(data: SlackVariables): SlackConfig | undefined {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = data;
  const access = accessOf(data);
  if (!access) return undefined;
  const apiUrl = data.SLACK_API_URL;
  if (appToken !== undefined)
    return { by: 'socket', ...access, appToken, apiUrl, connections: data.SOCKET_CONNECTIONS };
  return signingSecret === undefined ? undefined : { by: 'http', ...access, signingSecret, apiUrl };
}

function accessOf(data: SlackVariables): SlackAccess | undefined {
  if (data.SLACK_BOT_TOKEN !== undefined) return { botToken: data.SLACK_BOT_TOKEN };
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = data;
  const { SLACK_STATE_SECRET: stateSecret, TOKEN_KEYS: tokenKeys } = data;
  if (!clientId || !clientSecret || !stateSecret || !tokenKeys) return undefined;
  return { oauth: { clientId, clientSecret, stateSecret, tokenKeys } };
}
