import type { Assessment } from '../advisor/assessment.ts';
import type { Outgoing } from '../store/outbox.ts';
import type { Root } from './open-root.ts';
import type { Asker, Reply, StoredUtterance } from './utterance.ts';

/** What a turn says, in the messages it says it with. */
export interface TurnWords {
  assessment: Assessment;
  reply: Reply | undefined;
  /** Who is answered by the reply. */
  to?: readonly Asker[];
  notes: readonly string[];
  /** Messages of people's acts, beside these. */
  more: readonly Outgoing[];
}

/**
 * The one verdict message, kept up to date; the root's headline, where the root is ours; a reply, if there is one.
 * Where the app could not post the root, the asker alone gets the verdict, and the root waits to be posted later.
 */
export function outgoingFor(
  turn: number,
  words: TurnWords,
  channel: string,
  root: Pick<Root, 'ours' | 'failed'>,
): Outgoing[] {
  const send = (key: string, content: StoredUtterance): Outgoing => ({ key, channel, content });
  const { ours, failed } = root;
  // A root whose words were deleted for their age stays in Slack as it is.
  const headed =
    ours && ours.text !== '' ? [send('root', { ...ours, headline: words.assessment.headline.text })] : [];
  if (failed !== undefined) {
    const { responseUrl } = ours ?? {};
    return [
      ...headed,
      ...(responseUrl ? [send('private', { kind: 'private', turn, responseUrl, reason: failed })] : []),
    ];
  }
  return [
    ...headed,
    send('verdict', { kind: 'verdict', turn, notes: [...words.notes] }),
    ...(words.reply
      ? [
          send(`reply:${turn}`, {
            kind: 'reply',
            reply: words.reply,
            ...(words.to?.length ? { to: [...words.to] } : {}),
          }),
        ]
      : []),
    ...words.more,
  ];
}
