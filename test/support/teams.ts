import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { type Clock, systemClock } from '../../src/clock.ts';
import type { Running } from '../../src/main.ts';
import { readManifest } from '../../src/manifest.ts';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import type { SandboxOptions } from '../../src/sandbox/server/sandbox-options.ts';
import { startTeams, type Teams, type TeamsOptions } from '../../src/sandbox/server/teams/start-teams.ts';
import { declarationOf } from '../../src/sandbox-for.ts';
import { startApp } from './app.ts';
import { afterTest } from './clean-up.ts';
import { freePort } from './free-port.ts';
import { createDatabase } from './test-database.ts';

const SIGNING_SECRET = 'a secret between Slack and us';
const CLIENT = { clientId: '11.22', clientSecret: 'the app is who it says' };
/** How long a test waits for something to happen in Slack before it fails. */
const PATIENCE_MS = 60_000;

/** A key as TOKEN_KEYS holds it. */
export const tokenKey = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;

/** Several workspaces, and the app that any of them can install. */
export interface TeamsWorld {
  teams: Teams;
  database: string;
  env: Record<string, string>;
  /** Where the app answers. */
  url: string;
  app: Running;
  /** Somebody installs the app in a team, in a browser. @returns what the last page says */
  install(team: string, change?: (back: URL) => void): Promise<{ status: number; text: string }>;
  /** A team in which the app is installed. */
  installed(team: string): Promise<Sandbox>;
}

export interface TeamsWorldOptions
  extends Partial<Omit<SandboxOptions, 'content'>>,
    Pick<TeamsOptions, 'contentOf' | 'rotation'> {
  ids?: readonly string[];
  env?: Record<string, string>;
  appClock?: Clock;
  log?: Logger;
  /** Events come by Socket Mode instead of signed HTTP. */
  bySocket?: boolean;
}

export async function startTeamsWorld(options: TeamsWorldOptions = {}): Promise<TeamsWorld> {
  const { ids = ['T0ACME', 'T0OTHER'], env: more, appClock = systemClock, log, bySocket, ...rest } = options;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const teams = await startTeams({
    app: declarationOf(await readManifest()),
    ...rest,
    limits: { untilMs: PATIENCE_MS, ...rest.limits },
    ...(bySocket ? {} : { http: { requestUrl: `${url}/slack/events`, signingSecret: SIGNING_SECRET } }),
    teams: ids,
    client: { ...CLIENT, redirectUrl: `${url}/slack/oauth_redirect` },
  });
  afterTest(() => teams.close());
  const database = await createDatabase();
  const env = {
    SLACK_CLIENT_ID: CLIENT.clientId,
    SLACK_CLIENT_SECRET: CLIENT.clientSecret,
    SLACK_STATE_SECRET: 'the state is ours',
    SLACK_API_URL: teams.apiUrl,
    TOKEN_KEYS: tokenKey('first'),
    DATABASE_URL: database,
    PORT: String(port),
    GATHER_SECONDS: '0',
    ...(bySocket
      ? { SLACK_APP_TOKEN: teams.appToken, SOCKET_CONNECTIONS: String(ids.length) }
      : { SLACK_SIGNING_SECRET: SIGNING_SECRET }),
    ...more,
  };
  const app = await startApp(env, appClock, log);
  const install: TeamsWorld['install'] = async (team, change = () => undefined) => {
    const back = await allowed(url, team);
    change(back.url);
    const page = await fetch(back.url, { headers: { cookie: back.cookie } });
    return { status: page.status, text: await page.text() };
  };
  const installed: TeamsWorld['installed'] = async (team) => {
    const { status, text } = await install(team);
    if (status !== 200) throw new Error(`The app was not installed: ${text}`);
    return teams.team(team);
  };
  return { teams, database, env, url, app, install, installed };
}

/** Somebody presses the button of the app's page, and allows the app into a team. */
async function allowed(url: string, team: string): Promise<{ url: URL; cookie: string }> {
  const page = await fetch(`${url}/slack/install`);
  const cookie = (page.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const link = /href="([^"]+)"/.exec(await page.text())?.[1]?.replaceAll('&#38;', '&') ?? '';
  const asked = new URL(link);
  asked.searchParams.set('team', team);
  const answer = await fetch(asked, { redirect: 'manual' });
  return { url: new URL(answer.headers.get('location') ?? ''), cookie };
}
