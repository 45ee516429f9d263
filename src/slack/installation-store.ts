import type { Installation, InstallationQuery, InstallationStore } from '@slack/oauth';
import { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Installations } from '../store/installations.ts';
import { UserError } from '../user-error.ts';
import { clientOptions } from './client-options.ts';

const Named = z.object({ id: z.string(), name: z.string().exactOptional() });

/** What of an installation is kept, sealed: the tokens, and whose they are. */
const Kept = z.object({
  team: Named.exactOptional(),
  enterprise: Named.exactOptional(),
  user: z.object({ id: z.string() }),
  bot: z.object({
    token: z.string(),
    /** What a new token is to be had for, where tokens end. */
    refreshToken: z.string().exactOptional(),
    id: z.string(),
    userId: z.string(),
    scopes: z.array(z.string()),
  }),
  isEnterpriseInstall: z.boolean(),
});
export type KeptInstallation = z.infer<typeof Kept>;

/** @throws z.ZodError for what is none of ours */
export const readInstallation = (secret: string): KeptInstallation => Kept.parse(JSON.parse(secret));

const taken = (): UserError =>
  new UserError(
    'Another workspace of this organisation has installed the app already.',
    'Nothing was changed. Install it for the whole organisation, or remove it there first.',
  );
const takenByAll = (): UserError =>
  new UserError(
    'The app is installed for your whole organisation already.',
    'Nothing was changed. Ask who administers the organisation to add this workspace to that installation.',
  );
const withoutBot = (): UserError =>
  new UserError(
    'Slack gave no bot token with this installation.',
    'Nothing was kept. The app needs the bot scopes of manifest.yml; add them to the app and install it again.',
  );

export interface InstallationStoreOptions {
  /** The same installations without a memory: what another process changed a moment ago decides who may install the app. */
  kept: Pick<Installations, 'find'>;
  apiUrl: string | undefined;
  clock: Clock;
  log: Logger;
}

/**
 * Where the library keeps installations: in our database, sealed. The workspace's address is asked of Slack when it
 * installs the app, which shows that the token works.
 */
export function createInstallationStore(
  installations: Installations,
  { kept: stored, apiUrl, clock, log }: InstallationStoreOptions,
): InstallationStore & Required<Pick<InstallationStore, 'deleteInstallation'>> {
  /** Slack has installed the app before it tells us; without its token it is not there either. */
  async function giveUpToken(token: string): Promise<void> {
    try {
      await new WebClient(token, clientOptions(apiUrl, log)).auth.revoke();
    } catch (error) {
      log.warn(
        { reason: error instanceof Error ? error.message : String(error) },
        'the token of a refused installation could not be withdrawn; remove the app in that workspace',
      );
    }
  }

  return {
    storeInstallation: async (installation) => {
      const kept = keptOf(installation);
      const workspace = workspaceOfInstallation(kept);
      const found = await stored.find(workspace).catch(() => undefined);
      const before = found && readInstallation(found.secret);
      const refusal = before && refusalBeside(before, kept);
      if (refusal) {
        if (kept.bot.token !== before.bot.token) await giveUpToken(kept.bot.token);
        throw refusal;
      }
      const { url = '' } = await new WebClient(kept.bot.token, clientOptions(apiUrl, log)).auth.test();
      await installations.keep(
        {
          workspace,
          secret: JSON.stringify(kept),
          botUserId: kept.bot.userId,
          url: url.endsWith('/') ? url : `${url}/`,
          expiresAt: expiryOf(installation.bot),
        },
        new Date(clock.now()),
      );
      log.info({ workspace }, 'a workspace installed the app');
    },
    fetchInstallation: async (query) => {
      const found = await installations.find(workspaceOfQuery(query));
      if (!found) throw new Error('the app is not installed in this workspace');
      return toInstallation(readInstallation(found.secret));
    },
    deleteInstallation: async (query) => {
      await installations.remove(workspaceOfQuery(query), new Date(clock.now()));
    },
  };
}

/**
 * Two workspaces of one organisation share its key here, and only an installation for all of it is meant for both. It may
 * take the place of a team's; a team's takes the place of its own only.
 */
function refusalBeside(before: KeptInstallation, now: KeptInstallation): UserError | undefined {
  if (now.isEnterpriseInstall) return undefined;
  if (before.isEnterpriseInstall) return takenByAll();
  return isForTeam(before, now.team?.id) ? undefined : taken();
}

/** Whether an installation is meant for a team. @param team undefined where it is not known: then it is */
export const isForTeam = ({ isEnterpriseInstall, team: own }: KeptInstallation, team?: string): boolean =>
  isEnterpriseInstall || own === undefined || team === undefined || own.id === team;

const workspaceOfInstallation = ({ enterprise, team }: KeptInstallation): string =>
  enterprise?.id ?? team?.id ?? '';

const workspaceOfQuery = ({ enterpriseId, teamId }: InstallationQuery<boolean>): string =>
  enterpriseId ?? teamId ?? '';

function keptOf({
  team,
  enterprise,
  user,
  bot,
  isEnterpriseInstall = false,
}: Installation): KeptInstallation {
  if (!bot) throw withoutBot();
  const { token, refreshToken, id, userId, scopes } = bot;
  return {
    ...(team ? { team: { id: team.id } } : {}),
    ...(enterprise ? { enterprise: { id: enterprise.id } } : {}),
    user: { id: user.id },
    bot: { token, ...(refreshToken === undefined ? {} : { refreshToken }), id, userId, scopes },
    isEnterpriseInstall,
  };
}

/** When the token ends, in milliseconds since 1970. */
const expiryOf = (bot: Installation['bot']): number | undefined =>
  bot?.refreshToken === undefined || bot.expiresAt === undefined ? undefined : bot.expiresAt * 1_000;

/** The library would exchange tokens by itself, in each process; so it is not told of what they are exchanged for. */
const toInstallation = ({
  team,
  enterprise,
  user,
  bot: { refreshToken: _, ...bot },
  ...kept
}: KeptInstallation): Installation<'v2'> => ({
  ...kept,
  bot,
  team,
  enterprise,
  user: { ...user, token: undefined, scopes: undefined },
  authVersion: 'v2',
});
