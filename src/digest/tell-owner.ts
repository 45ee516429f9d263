import { endSend, noteTellingOwner, type TakenSend } from '../store/digest-sends.ts';
import type { Digest } from './digest.ts';
import type { DigestWork } from './digest-work.ts';

/**
 * Tells who set a digest up, alone and once, that it has stopped by itself. Nobody is told of a personal one, which can
 * not be posted to that very person, or where its owner asked us to forget them.
 * @throws what the voice throws
 */
export async function tellOwner(
  send: TakenSend,
  digest: Digest,
  reason: string,
  { db, voice }: DigestWork,
): Promise<void> {
  if (digest.target.kind === 'channel' && digest.setUpBy !== '') {
    const channel = await voice.direct(send.workspace, digest.setUpBy);
    const key = `digest-stopped/${send.digest}/${send.day}`;
    if (!send.told_at || (await voice.find(send.workspace, channel, key, send.told_at)) === undefined) {
      await noteTellingOwner(db, send);
      await voice.post(send.workspace, channel, key, { kind: 'digest-stopped', digest, reason });
    }
  }
  await endSend(db, send, 'failed');
}
