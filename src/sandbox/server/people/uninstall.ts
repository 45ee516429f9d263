import type { World } from '../world/world.ts';

/**
 * Somebody removes the app from the workspace: its tokens stop working, and it is told both ways, as Slack does.
 * `tokens_revoked` alone is what happens when only the tokens are withdrawn.
 */
export function uninstallApp(world: World): void {
  revokeTokens(world);
  world.happen({ kind: 'app-uninstalled' });
}

/** Withdraws the app's tokens. */
export function revokeTokens(world: World): void {
  world.identity.active = false;
  world.happen({ kind: 'tokens-revoked' });
}
