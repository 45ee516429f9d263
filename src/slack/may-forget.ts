import type { Membership } from './membership.ts';

/**
 * Whether somebody may have a case forgotten: who opened it may. When they left the workspace or the channel, anybody
 * in the channel may; nobody else, also where Slack does not tell who is there.
 */
export async function mayForget(
  { workspace, user }: { workspace: string; user: string },
  found: { channel: string; openedBy: string },
  membership: Membership,
): Promise<boolean> {
  if (found.openedBy === user) return true;
  if (!(await membership.hasLeft(workspace, found.openedBy, found.channel))) return false;
  return membership.channelsOf(workspace, user).then(
    (channels) => channels.has(found.channel),
    () => false,
  );
}
