import type { Fact } from '../../advisor/fact.ts';
import { ROOT_MESSAGE } from '../../cases/apply-items.ts';
import type { Place } from '../../cases/voice.ts';

/** What rendering needs to know of a place and the people in it. */
export interface Setting {
  place: Place;
  /** Display names by user id. They are shown as plain text, so that showing a quotation pings nobody. */
  names: ReadonlyMap<string, string>;
  /** Users whose account is not active (any more), where that matters. */
  gone?: ReadonlySet<string>;
  /** The workspace's address, ending in a slash, for links to messages. */
  workspaceUrl: string;
  /** The day (YYYY-MM-DD) on which sources are held against their dates. */
  today: string;
}

/** A person's name; who asked us to forget them has none. */
export const nameOf = (user: string, { names }: Pick<Setting, 'names'>): string =>
  user === '' ? 'somebody' : `@${names.get(user) ?? user}`;

/** What a newer word took the place of: "what @Ana said", "an earlier word of theirs". */
export const replacedWords = (
  { evidence, replaced }: Pick<Fact, 'evidence' | 'replaced'>,
  setting: Setting,
): string | undefined => {
  if (!replaced) return undefined;
  return replaced.evidence.author === evidence.author
    ? 'an earlier word of theirs'
    : `what ${nameOf(replaced.evidence.author, setting)} said before`;
};

/** A link to a message of the case; undefined while there is no such message in Slack. */
export function messageUrl(message: string, { place, workspaceUrl }: Setting): string | undefined {
  const ts = message === ROOT_MESSAGE ? place.threadTs : message;
  if (ts === undefined || !/^\d+\.\d+$/.test(ts)) return undefined;
  const url = `${workspaceUrl}archives/${place.channel}/p${ts.replace('.', '')}`;
  return place.threadTs && ts !== place.threadTs
    ? `${url}?thread_ts=${place.threadTs}&cid=${place.channel}`
    : url;
}
