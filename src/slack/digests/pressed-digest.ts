import type { Digest } from '../../digest/digest.ts';
import { digestById } from '../../digest/digests.ts';
import type { Lists } from '../lists.ts';
import { type Press, workspaceOf } from '../press.ts';

/** A press in a digest, wherever it is shown. */
export type DigestPress = Press & { channel?: { id: string } | undefined };

export const NO_DIGEST = 'This digest was stopped meanwhile. `/finetune digest` sets up a new one.';
const NOT_YOURS = 'This digest is not of a conversation that you are in, so there is nothing you can change.';

/**
 * The digest that a press is about, if who pressed may do so: in its channel anybody, in a direct message whose it is.
 * @returns what is to be said instead, where it is gone or not theirs
 */
export async function pressedDigest(
  press: DigestPress,
  id: string,
  { db, membership }: Pick<Lists, 'db' | 'membership'>,
): Promise<Digest | string> {
  const digest = await digestById(db, { workspace: workspaceOf(press), id });
  if (!digest) return NO_DIGEST;
  const { target } = digest;
  if (target.kind === 'person') return target.person === press.user.id ? digest : NOT_YOURS;
  if (press.channel?.id === target.channel) return digest;
  const may = await membership.mayShow(digest.workspace, press.user.id, {
    channel: target.channel,
    openedBy: '',
  });
  return may === 'yes' ? digest : NOT_YOURS;
}
