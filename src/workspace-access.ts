import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { CannotSpeakError } from './cases/voice.ts';
import type { Clock } from './clock.ts';
import type { SlackConfig } from './config.ts';
import type { Routes } from './health.ts';
import { readManifest } from './manifest.ts';
import type { Meter } from './meter.ts';
import { exchangeTokens } from './slack/exchange-tokens.ts';
import { type Identities, onlyIdentity } from './slack/identities.ts';
import { createInstalling, INSTALL_PATH } from './slack/install-routes.ts';
import { createInstallationStore, isForTeam, readInstallation } from './slack/installation-store.ts';
import { installedIdentities } from './slack/installed-identities.ts';
import type { Removal } from './slack/removal-of.ts';
import { renewedInstallations } from './slack/renewed-installations.ts';
import { toVoiceError } from './slack/slack-failure.ts';
import { type Authorize, identify } from './slack/start-slack.ts';
import type { OAuthConfig } from './slack-config.ts';
import { createInstallations, forgetRemoval } from './store/installations.ts';
import { knownInstallations } from './store/known-installations.ts';
import type { Tables } from './store/tables.ts';

/** The workspaces that are served: the one of a bot token, or those that installed the app. */
export interface WorkspaceAccess {
  identities: Identities;
  /** For many workspaces: whose token an event gets. */
  authorize: Authorize | undefined;
  /** For many workspaces: where people install the app. */
  routes: Routes;
  /** Notes that the app was removed from a workspace, unless another installation is meant. */
  removed(removal: Removal): Promise<void>;
  /** Where somebody begins: the workspace, or the page to install the app. */
  address: string;
}

interface Around {
  db: Kysely<Tables>;
  clock: Clock;
  http: { host: string; port: number };
  log: Logger;
  meter: Meter;
}

/**
 * Finds out who we are in Slack.
 * @throws UserError when the bot token does not work, or tokens in the database are sealed under a key that is not set
 */
export async function workspaceAccess(slack: SlackConfig, around: Around): Promise<WorkspaceAccess> {
  const { log } = around;
  const { apiUrl } = slack;
  if (slack.oauth !== undefined) return accessToMany(slack.oauth, apiUrl, around);
  const { workspace, ...identity } = await identify({ botToken: slack.botToken, apiUrl }, log);
  // Somebody may have installed it by OAuth before, and removed it; by this token it is there.
  if (await forgetRemoval(around.db, workspace))
    log.info({ workspace }, 'the app was removed from this workspace once; by SLACK_BOT_TOKEN it is back');
  return {
    identities: onlyIdentity(identity),
    authorize: undefined,
    routes: {},
    // It is the operator's own; nothing is deleted behind their back.
    removed: async () => log.warn('the app was removed from its workspace, or its token was withdrawn'),
    address: identity.workspaceUrl,
  };
}

async function accessToMany(
  oauth: OAuthConfig,
  apiUrl: string | undefined,
  { db, clock, http, log, meter }: Around,
): Promise<WorkspaceAccess> {
  const kept = createInstallations(db, oauth.tokenKeys);
  const anew = await kept.reseal();
  if (anew > 0) log.info({ anew }, 'Slack tokens are encrypted under the first of TOKEN_KEYS now');
  const installations = renewedInstallations(
    knownInstallations(kept, clock),
    exchangeTokens(oauth, { apiUrl, clock, log }),
    { clock, log, meter },
  );
  const store = createInstallationStore(installations, { kept, apiUrl, clock, log });
  const scopes = (await readManifest()).oauth_config.scopes.bot;
  const { provider, routes } = createInstalling(oauth, store, { scopes, apiUrl, log });
  const identities = installedIdentities(installations, { apiUrl, clock, log });
  return {
    identities,
    authorize: provider.authorize,
    routes,
    removed: async ({ workspace, team, before }) => {
      // What another process changed a moment ago counts: another team may be in its place.
      const found = await kept.find(workspace);
      const installation = found && readInstallation(found.secret);
      if (installation && !isForTeam(installation, team)) {
        log.info({ workspace, team }, 'a team that has not installed the app here removed it');
        return;
      }
      if (installation?.isEnterpriseInstall) {
        // One of an organisation's workspaces is not all of it: its token tells, and ends the installation if it is over.
        await askForToken(identities, workspace);
        return;
      }
      const removed = await installations.remove(workspace, new Date(clock.now()), {
        installedBefore: before,
      });
      if (removed) log.info({ workspace }, 'the app was removed from a workspace; its tokens are deleted');
    },
    address: `http://${http.host}:${http.port}${INSTALL_PATH}`,
  };
}

/**
 * Asks Slack about a token; its client notes when that is withdrawn.
 * @throws when Slack cannot be asked now: then nobody knows, and what told of a removal is to come again
 */
async function askForToken(identities: Identities, workspace: string): Promise<void> {
  try {
    await (await identities.of(workspace)).client.auth.test();
  } catch (error) {
    if (!(toVoiceError(error) instanceof CannotSpeakError)) throw error;
  }
}
