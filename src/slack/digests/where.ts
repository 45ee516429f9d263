import type { DigestTarget } from '../../digest/digest.ts';
import { isDirect } from '../is-direct.ts';

/** Which digest is meant where somebody types a command: the channel's, or in a direct message their own. */
export const targetIn = (channel: string, user: string): DigestTarget =>
  isDirect(channel) ? { kind: 'person', person: user } : { kind: 'channel', channel };

/** What a digest is called at the beginning of a sentence, as mrkdwn. */
export const nameOfDigest = (target: DigestTarget): string =>
  target.kind === 'channel' ? `The digest of <#${target.channel}>` : 'Your digest';
