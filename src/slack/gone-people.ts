import { WebAPIPlatformError, type WebClient } from '@slack/web-api';

/** The users among these whose account is deactivated or unknown. Whom Slack does not tell of counts as there. */
export async function whoIsGone(client: WebClient, users: readonly string[]): Promise<ReadonlySet<string>> {
  const unique = [...new Set(users)];
  const gone = await Promise.all(unique.map((user) => isGone(client, user)));
  return new Set(unique.filter((_, index) => gone[index]));
}

async function isGone(client: WebClient, user: string): Promise<boolean> {
  try {
    const { user: found } = await client.users.info({ user });
    return found?.deleted === true;
  } catch (error) {
    return error instanceof WebAPIPlatformError && error.data.error === 'user_not_found';
  }
}
