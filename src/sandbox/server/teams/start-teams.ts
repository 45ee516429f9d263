import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import express from 'express';
import { readForm } from '../api/request-body.ts';
import type { SandboxContent } from '../content/sandbox-content.ts';
import { listen } from '../listen.ts';
import type { Sandbox } from '../sandbox.ts';
import type { SandboxOptions } from '../sandbox-options.ts';
import { startSandbox } from '../start-sandbox.ts';
import { createGrants } from './grants.ts';
import { authorizePage, type OAuthClient, oauthAccess } from './oauth.ts';
import { createRotation } from './rotation.ts';

/** Several workspaces of one Slack, in which one app can be installed. */
export interface Teams {
  /** The Web API of them all; a token opens its own team. */
  readonly apiUrl: string;
  readonly appToken: string;
  /** Where somebody allows the app into a team. */
  readonly authorizeUrl: string;
  /** @throws when there is no such team */
  team(id: string): Sandbox;
  close(): Promise<void>;
}

/** As for one sandbox; ports, tokens and files of state are each team's own. */
export interface TeamsOptions
  extends Omit<SandboxOptions, 'port' | 'stateFile' | 'tokens' | 'team' | 'content'> {
  /** Their ids. Everything else has the same ids in all of them: users, channels, and what they say at the same time. */
  teams: readonly string[];
  client: OAuthClient;
  /** With rotation of tokens: in so many seconds a token ends, by this clock. Without it, it does not. */
  rotation?: { seconds: number; now(): number } | undefined;
  /** Who and what is in a team to begin with; without it, the same as in one sandbox. */
  contentOf?: ((team: string) => SandboxContent) | undefined;
}

const KEEP_ALIVE_MS = 60_000;

/**
 * Starts several workspaces behind one Web API, as Slack has them. The app is in none of them until it is installed.
 * Over Socket Mode each connection gets what happens in one of the teams, in turn.
 */
export async function startTeams({
  teams: ids,
  client,
  contentOf,
  rotation: ending,
  ...options
}: TeamsOptions): Promise<Teams> {
  const now = options.now ?? Date.now;
  const teams = new Map<string, Sandbox>();
  const secret = randomBytes(18).toString('hex');
  const appToken = `xapp-sandbox-${secret}`;
  for (const id of ids) {
    const tokens = { bot: `xoxb-sandbox-${id}-${secret}`, app: appToken };
    const content = contentOf && { content: contentOf(id) };
    teams.set(id, await startSandbox({ ...options, ...content, tokens, team: { id, installed: false } }));
  }
  const grants = createGrants(now);
  const rotation = ending && createRotation(ending);
  let connections = 0;
  /** Whose turn it is to get a connection: a team with the fewest. */
  const nextTeam = (): Sandbox | undefined => {
    const turn = connections++ % teams.size;
    const inTurn = [...teams.values()].flatMap((_, place, all) => all[(turn + place) % all.length] ?? []);
    return inTurn.reduce<Sandbox | undefined>(
      (least, team) => (least && least.sockets() <= team.sockets() ? least : team),
      undefined,
    );
  };
  const teamOf = (token: string): Sandbox | 'expired' | undefined => {
    if (token === appToken) return nextTeam();
    if (rotation) return rotation.teamOf(token);
    return [...teams.values()].find(({ botToken }) => botToken === token);
  };

  const app = express();
  app.disable('x-powered-by');
  app.get('/oauth/v2/authorize', authorizePage(client, grants, teams));
  app.post('/api/oauth.v2.access', express.raw({ type: () => true }), async (request, response) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const { fields } = await readForm(request, body);
    response.json(oauthAccess(fields, client, { grants, teams, rotation }));
  });
  app.post('/api/:method', (request, response) => {
    const token = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const team = token === undefined ? undefined : teamOf(token);
    if (team === 'expired') return void response.json({ ok: false, error: 'token_expired' });
    // A team knows its one token; which one somebody holds is known here.
    if (team && token !== appToken) request.headers.authorization = `Bearer ${team.botToken}`;
    if (team) team.handle(request, response);
    else response.json({ ok: false, error: token === undefined ? 'not_authed' : 'invalid_auth' });
  });
  const server = createServer(app);
  // Nobody's idle connection is closed in the very moment in which they use it again.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const url = `http://127.0.0.1:${await listen(server, 0)}`;

  return {
    apiUrl: `${url}/api/`,
    appToken,
    authorizeUrl: `${url}/oauth/v2/authorize`,
    team(id) {
      const found = teams.get(id);
      if (!found) throw new Error(`There is no team ${id}.`);
      return found;
    },
    async close() {
      for (const team of teams.values()) await team.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
