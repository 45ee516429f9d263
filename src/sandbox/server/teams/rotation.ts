import { randomBytes } from 'node:crypto';
import type { Sandbox } from '../sandbox.ts';

/** Tokens as `oauth.v2.access` gives them where they end. */
export interface EndingTokens {
  access_token: string;
  refresh_token: string;
  /** Seconds. */
  expires_in: number;
}

/** Tokens that end, and what they are renewed for. */
export interface Rotation {
  issue(team: Sandbox): EndingTokens;
  /** A refresh token works once; undefined where it does not work. */
  renew(refreshToken: string): EndingTokens | undefined;
  /** The team that a token opens, or that it did. */
  teamOf(token: string): Sandbox | 'expired' | undefined;
}

/** @param of.now milliseconds since 1970 */
export function createRotation({ seconds, now }: { seconds: number; now(): number }): Rotation {
  const tokens = new Map<string, { team: Sandbox; until: number }>();
  const refreshTokens = new Map<string, Sandbox>();
  const random = (): string => randomBytes(18).toString('hex');

  function issue(team: Sandbox): EndingTokens {
    const [token, refreshToken] = [`xoxe.xoxb-sandbox-${random()}`, `xoxe-1-sandbox-${random()}`];
    tokens.set(token, { team, until: now() + seconds * 1_000 });
    refreshTokens.set(refreshToken, team);
    return { access_token: token, refresh_token: refreshToken, expires_in: seconds };
  }

  return {
    issue,
    renew: (refreshToken) => {
      const team = refreshTokens.get(refreshToken);
      refreshTokens.delete(refreshToken);
      return team && issue(team);
    },
    teamOf: (token) => {
      const found = tokens.get(token);
      return found && (found.until > now() ? found.team : 'expired');
    },
  };
}
