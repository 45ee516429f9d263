import { escapeText } from './mrkdwn.ts';
import { nameOf } from './people.ts';

/** What rendering a digest needs to know. */
export interface DigestSetting {
  /** Display names by user id. They are shown as plain text, so that a digest pings nobody. */
  names: ReadonlyMap<string, string>;
  /** The workspace's address, ending in a slash. */
  workspaceUrl: string;
}

/** A person's name, as mrkdwn. */
export const personText = (user: string, setting: Pick<DigestSetting, 'names'>): string =>
  escapeText(nameOf(user, setting));
