import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import { clientOptions } from '../../src/slack/client-options.ts';
import { type Identities, onlyIdentity } from '../../src/slack/identities.ts';

/** Who the app is in a test's Slack. */
export const identitiesIn = (
  { botToken, apiUrl, botUserId, url }: Pick<Sandbox, 'botToken' | 'apiUrl' | 'botUserId' | 'url'>,
  workspaceUrl = `${url}/`,
): Identities =>
  onlyIdentity({
    client: new WebClient(botToken, clientOptions(apiUrl, pino({ level: 'silent' }))),
    botUserId,
    workspaceUrl,
  });
