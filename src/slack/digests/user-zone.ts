import type { WebClient } from '@slack/web-api';
import { checkZone } from '../../digest/settings.ts';
import { within } from '../../within.ts';

/** A form waits for the answer, and Slack waits for the form no longer than three seconds. */
const LIMIT_MS = 1_000;

/** The time zone that somebody has in their Slack profile; undefined where Slack does not tell, or it is none. */
export async function userZone(client: WebClient, user: string): Promise<string | undefined> {
  const found = await within(LIMIT_MS, client.users.info({ user })).catch(() => undefined);
  const checked = checkZone(found?.user?.tz ?? '');
  return 'zone' in checked ? checked.zone : undefined;
}
