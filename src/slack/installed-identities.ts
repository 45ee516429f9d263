import type { Logger } from 'pino';
import { TryLaterError } from '../cases/voice.ts';
import type { Clock } from '../clock.ts';
import type { Installations, Installed } from '../store/installations.ts';
import { clientOptions } from './client-options.ts';
import { type Identities, NotInstalledError, type SlackIdentity } from './identities.ts';
import { isForTeam, type KeptInstallation, readInstallation } from './installation-store.ts';
import { WorkspaceClient } from './workspace-client.ts';

/** Clients of so many workspaces are kept, those that were used last. */
const MOST_CLIENTS = 1_000;

/** Who we are in each workspace that installed the app. A token opens its own workspace and no other. */
export function installedIdentities(
  installations: Installations,
  { apiUrl, clock, log }: { apiUrl: string | undefined; clock: Clock; log: Logger },
): Identities {
  const identities = new Map<
    string,
    { generation: string; kept: KeptInstallation; identity: SlackIdentity }
  >();

  function know(installed: Installed): { kept: KeptInstallation; identity: SlackIdentity } {
    const { workspace, generation, botUserId, url } = installed;
    const kept = readInstallation(installed.secret);
    const client = new WorkspaceClient(kept.bot.token, clientOptions(apiUrl, log), async (error) => {
      const removed = await installations.remove(workspace, new Date(clock.now()), { generation });
      if (removed)
        log.warn({ workspace, reason: error.data.error }, 'Slack withdrew the token of a workspace');
      else if (await installations.find(workspace))
        throw new TryLaterError('its token was replaced meanwhile', 0, { cause: error });
      throw error;
    });
    const identity = { client, botUserId, workspaceUrl: url };
    identities.delete(workspace);
    identities.set(workspace, { generation, kept, identity });
    for (const oldest of identities.keys()) {
      if (identities.size <= MOST_CLIENTS) break;
      identities.delete(oldest);
    }
    return { kept, identity };
  }

  return {
    of: async (workspace, team) => {
      const installed = await installations.find(workspace);
      if (!installed) throw new NotInstalledError();
      const before = identities.get(workspace);
      const known = before?.generation === installed.generation ? before : know(installed);
      if (!isForTeam(known.kept, team)) throw new NotInstalledError();
      return known.identity;
    },
  };
}
