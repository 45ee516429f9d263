import { afterEach } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import type { SandboxOptions } from '../../../src/sandbox/server/sandbox-options.ts';
import { startSandbox } from '../../../src/sandbox/server/start-sandbox.ts';

/** Every scope that the sandbox knows of; a test that is about scopes takes some away. */
export const everyScope = [
  'app_mentions:read',
  'assistant:write',
  'bookmarks:write',
  'channels:history',
  'channels:join',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'reactions:read',
  'reactions:write',
  'users:read',
];

export const everyEvent = [
  'agent_session_stopped',
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'channel_archive',
  'member_joined_channel',
  'message.channels',
  'message.groups',
  'message.im',
  'reaction_added',
  'tokens_revoked',
  'user_change',
];

/** The app that the tests install: every scope, every event, two commands and one shortcut. */
export const testApp: SandboxOptions['app'] = {
  name: 'Tune or Not',
  commands: [
    { command: '/advise', description: 'Ask for advice', usageHint: '[your situation]', shouldEscape: true },
    { command: '/plain', description: 'Takes text as it was typed' },
  ],
  shortcuts: [{ name: 'Ask about this', callbackId: 'ask_about' }],
  scopes: everyScope,
  botEvents: everyEvent,
};

const closers: (() => Promise<unknown>)[] = [];

/** Closes something after the test, the last opened first. */
export function closeAfterTest(close: () => Promise<unknown>): void {
  closers.push(close);
}

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** @returns a running sandbox that ends with the test */
export async function testSandbox(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ app: testApp, ...options });
  closeAfterTest(() => sandbox.close());
  return sandbox;
}

/** @returns the app's declaration without some scopes */
export function withoutScopes(...scopes: string[]): SandboxOptions['app'] {
  return { ...testApp, scopes: everyScope.filter((scope) => !scopes.includes(scope)) };
}
