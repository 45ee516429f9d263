import { escapeText, link } from './blocks/mrkdwn.ts';

/** Where a case's thread is, as a list knows it. */
interface Threaded {
  channel: string;
  threadTs: string | undefined;
}

/** Words that lead to a case's thread, as mrkdwn; the bare words while it has none. */
export function threadLink({ channel, threadTs }: Threaded, words: string, workspaceUrl: string): string {
  if (threadTs === undefined) return escapeText(words);
  return link(`${workspaceUrl}archives/${channel}/p${threadTs.replace('.', '')}`, words.replaceAll('|', '/'));
}
