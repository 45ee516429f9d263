import type { Assessment } from '../advisor/assessment.ts';
import type { CaseFile } from '../store/case-file.ts';
import type { Outgoing } from '../store/outbox.ts';
import type { Root } from './open-root.ts';
import type { Reply, StoredUtterance } from './utterance.ts';

/** What a turn says, in the messages it says it with. */
export interface TurnWords {
  assessment: Assessment;
  reply: Reply | undefined;
  notes: readonly string[];
}

/**
 * The one verdict message, kept up to date; the root's headline, where the root is ours; a reply, if there is one.
 * Where the app could not post the root, the asker alone gets the verdict.
 */
export function outgoingFor(turn: number, words: TurnWords, { row }: CaseFile, root: Root): Outgoing[] {
  const send = (key: string, content: StoredUtterance): Outgoing => ({ key, channel: row.channel, content });
  const { ours } = root;
  if (root.failed !== undefined) {
    const { responseUrl } = ours ?? {};
    return responseUrl ? [send('private', { kind: 'private', turn, responseUrl, reason: root.failed })] : [];
  }
  return [
    ...(ours ? [send('root', { ...ours, headline: words.assessment.headline.text })] : []),
    send('verdict', { kind: 'verdict', turn, notes: [...words.notes] }),
    ...(words.reply ? [send(`reply:${turn}`, { kind: 'reply', reply: words.reply })] : []),
  ];
}
