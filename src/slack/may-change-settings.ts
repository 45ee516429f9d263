import { within } from '../within.ts';
import type { Identities } from './identities.ts';

/** A press waits for the answer, and Slack waits for that no longer than three seconds. */
const LIMIT_MS = 1_500;

/**
 * Whether somebody may change the settings of their workspace: its admins and owners may, and whom they named. Slack is
 * asked anew each time.
 * @returns unknown where Slack does not tell
 */
export async function mayChangeSettings(
  { workspace, user }: { workspace: string; user: string },
  editors: readonly string[],
  identities: Identities,
): Promise<'yes' | 'no' | 'unknown'> {
  if (editors.includes(user)) return 'yes';
  try {
    const { client } = await identities.of(workspace);
    const { user: found } = await within(LIMIT_MS, client.users.info({ user }));
    return found?.is_admin || found?.is_owner || found?.is_primary_owner ? 'yes' : 'no';
  } catch {
    return 'unknown';
  }
}
