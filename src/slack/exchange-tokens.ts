import { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { OAuthConfig } from '../slack-config.ts';
import type { Exchange } from '../store/installations.ts';
import { clientOptions } from './client-options.ts';
import { readInstallation } from './installation-store.ts';

/**
 * Gets a new bot token for the refresh token of an installation, as Slack's rotation of tokens has it.
 * @throws WebAPIPlatformError when Slack refuses, and an error where it gives no token or there is nothing to give for one
 */
export const exchangeTokens =
  (
    { clientId, clientSecret }: Pick<OAuthConfig, 'clientId' | 'clientSecret'>,
    { apiUrl, clock, log }: { apiUrl: string | undefined; clock: Clock; log: Logger },
  ): Exchange =>
  async (secret) => {
    const kept = readInstallation(secret);
    if (kept.bot.refreshToken === undefined) throw new Error('this installation has no refresh token');
    const answer = await new WebClient(undefined, clientOptions(apiUrl, log)).oauth.v2.access({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'refresh_token',
      refresh_token: kept.bot.refreshToken,
    });
    const { access_token: token, refresh_token: refreshToken, expires_in: seconds } = answer;
    if (token === undefined || refreshToken === undefined || seconds === undefined)
      throw new Error('Slack gave no new token');
    return {
      secret: JSON.stringify({ ...kept, bot: { ...kept.bot, token, refreshToken } }),
      expiresAt: clock.now() + seconds * 1_000,
    };
  };
