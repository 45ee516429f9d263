import type { WebClient } from '@slack/web-api';
import { CannotSpeakError } from '../cases/voice.ts';

/** Who we are in a workspace. */
export interface SlackIdentity {
  client: WebClient;
  botUserId: string;
  /** The workspace's address, ending in a slash. */
  workspaceUrl: string;
}

/** Who we are, workspace by workspace. Whatever speaks with Slack begins here, so that no token serves another workspace. */
export interface Identities {
  /**
   * @param team which of an organisation's teams it is for, where that is known
   * @throws NotInstalledError where the app is not installed (any more), or only in another of these teams, or what the
   * database throws
   */
  of(workspace: string, team?: string): Promise<SlackIdentity>;
}

/** Nothing can be said in a workspace without an installation of the app. */
export class NotInstalledError extends CannotSpeakError {
  constructor() {
    super('not_installed');
  }
}

/** The one identity of a set-up with one bot token. */
export const onlyIdentity = (identity: SlackIdentity): Identities => ({ of: async () => identity });
