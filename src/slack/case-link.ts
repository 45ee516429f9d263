import { escapeText, link } from './blocks/mrkdwn.ts';

/** Where a case's thread is, as a list knows it. */
interface Threaded {
  channel: string;
  threadTs: string | undefined;
}

/** The address of a case's thread; undefined while it has none. */
export const threadUrl = ({ channel, threadTs }: Threaded, workspaceUrl: string): string | undefined =>
  threadTs === undefined ? undefined : `${workspaceUrl}archives/${channel}/p${threadTs.replace('.', '')}`;

/** Words that lead to a case's thread, as mrkdwn; the bare words while it has none. */
export function threadLink(place: Threaded, words: string, workspaceUrl: string): string {
  const url = threadUrl(place, workspaceUrl);
  return url === undefined ? escapeText(words) : link(url, words.replaceAll('|', '/'));
}
