import type { Request, Response } from 'express';
import type { JsonObject } from '../../wire/json.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Grants } from './grants.ts';
import type { Rotation } from './rotation.ts';

/** How the app is known to Slack when it asks to be installed. */
export interface OAuthClient {
  clientId: string;
  clientSecret: string;
  /** Where people are sent back to. */
  redirectUrl: string;
}

/**
 * The authorize page, on which somebody who is signed in to one team allows the app what it asks for. Nobody is asked
 * here: whom `team` names has allowed it, or refused it with `deny`.
 */
export const authorizePage =
  ({ clientId, redirectUrl }: OAuthClient, grants: Grants, teams: ReadonlyMap<string, Sandbox>) =>
  (request: Request, response: Response): void => {
    const asked = new URL(request.originalUrl, 'http://localhost').searchParams;
    const team = asked.get('team') ?? '';
    if (asked.get('client_id') !== clientId) return void response.status(400).send('invalid_client_id');
    if (!teams.has(team)) return void response.status(400).send('invalid_team_for_non_distributed_app');
    const back = new URL(redirectUrl);
    back.searchParams.set('state', asked.get('state') ?? '');
    if (asked.has('deny')) back.searchParams.set('error', 'access_denied');
    else back.searchParams.set('code', grants.issue({ team, scopes: asked.get('scope') ?? '' }));
    response.redirect(302, back.href);
  };

/**
 * `oauth.v2.access`: gives the token of the team for which a code stands, or a new one for a refresh token. From then on
 * it works.
 */
export function oauthAccess(
  fields: Readonly<Record<string, string>>,
  { clientId, clientSecret }: OAuthClient,
  {
    grants,
    teams,
    rotation,
  }: { grants: Grants; teams: ReadonlyMap<string, Sandbox>; rotation?: Rotation | undefined },
): JsonObject {
  if (fields.client_id !== clientId) return { ok: false, error: 'invalid_client_id' };
  if (fields.client_secret !== clientSecret) return { ok: false, error: 'bad_client_secret' };
  if (fields.grant_type === 'refresh_token') {
    const renewed = rotation?.renew(fields.refresh_token ?? '');
    return renewed
      ? { ok: true, token_type: 'bot', ...renewed }
      : { ok: false, error: 'invalid_refresh_token' };
  }
  const grant = grants.take(fields.code ?? '');
  const team = grant && teams.get(grant.team);
  if (!grant || !team) return { ok: false, error: 'invalid_code' };
  team.reinstall();
  return {
    ok: true,
    app_id: team.appId,
    authed_user: { id: team.users().find(({ isBot }) => !isBot)?.id ?? '' },
    scope: grant.scopes,
    token_type: 'bot',
    access_token: team.botToken,
    ...rotation?.issue(team),
    bot_user_id: team.botUserId,
    team: { id: team.teamId, name: team.teamId },
    enterprise: null,
    is_enterprise_install: false,
  };
}
