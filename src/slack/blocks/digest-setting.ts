import { escapeText } from './mrkdwn.ts';

/** What rendering a digest needs to know. */
export interface DigestSetting {
  /** Display names by user id. They are shown as plain text, so that a digest pings nobody. */
  names: ReadonlyMap<string, string>;
  /** The workspace's address, ending in a slash. */
  workspaceUrl: string;
}

/** A person's name, as mrkdwn; who asked us to forget them has none. */
export const personText = (user: string, { names }: DigestSetting): string =>
  user === '' ? 'somebody' : escapeText(`@${names.get(user) ?? user}`);
