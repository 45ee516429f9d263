import { randomBytes } from 'node:crypto';
import type { SandboxOptions } from '../sandbox-options.ts';

/**
 * The app's ids and secrets in the sandbox. The ids are the same at every start, because an app keys its records
 * by them; the tokens are random, because whoever has them can act as the app.
 */
export interface AppIdentity {
  appId: string;
  botId: string;
  botUserId: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  /** Set to false by `uninstall` and `revokeTokens`: every call then answers `account_inactive`. */
  active: boolean;
}

/** @returns the identity of the sandbox's one app */
export function createAppIdentity(options: SandboxOptions): AppIdentity {
  return {
    appId: 'A0SANDBOX01',
    botId: 'B0SANDBOX01',
    botUserId: 'U0SANDBOX01',
    botToken: options.tokens?.bot ?? `xoxb-sandbox-${randomBytes(18).toString('hex')}`,
    appToken: options.tokens?.app ?? `xapp-sandbox-${randomBytes(18).toString('hex')}`,
    signingSecret: options.http?.signingSecret ?? randomBytes(16).toString('hex'),
    active: options.team?.installed ?? true,
  };
}
