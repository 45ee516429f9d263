import type { Logger } from 'pino';
import { TryLaterError } from '../cases/voice.ts';
import type { Clock } from '../clock.ts';
import type { Installations, Installed } from '../store/installations.ts';
import { clientOptions } from './client-options.ts';
import { type Identities, NotInstalledError, type SlackIdentity } from './identities.ts';
import { readInstallation } from './installation-store.ts';
import { WorkspaceClient } from './workspace-client.ts';

/** Clients of so many workspaces are kept, those that were used last. */
const MOST_CLIENTS = 1_000;

/** Who we are in each workspace that installed the app. A token opens its own workspace and no other. */
export function installedIdentities(
  installations: Installations,
  { apiUrl, clock, log }: { apiUrl: string | undefined; clock: Clock; log: Logger },
): Identities {
  const identities = new Map<string, { generation: string; identity: SlackIdentity }>();

  function identityOf(installed: Installed): SlackIdentity {
    const { workspace, generation, botUserId, url } = installed;
    const client = new WorkspaceClient(
      readInstallation(installed.secret).bot.token,
      clientOptions(apiUrl, log),
      async (error) => {
        const removed = await installations.remove(workspace, new Date(clock.now()), { generation });
        if (removed)
          log.warn({ workspace, reason: error.data.error }, 'Slack withdrew the token of a workspace');
        else if (await installations.find(workspace))
          throw new TryLaterError('the workspace has installed the app anew', 0, { cause: error });
        throw error;
      },
    );
    const identity = { client, botUserId, workspaceUrl: url };
    identities.delete(workspace);
    identities.set(workspace, { generation, identity });
    for (const oldest of identities.keys()) {
      if (identities.size <= MOST_CLIENTS) break;
      identities.delete(oldest);
    }
    return identity;
  }

  return {
    of: async (workspace) => {
      const installed = await installations.find(workspace);
      if (!installed) throw new NotInstalledError();
      const known = identities.get(workspace);
      return known?.generation === installed.generation ? known.identity : identityOf(installed);
    },
  };
}
