import type { Kysely } from 'kysely';
import type { Pack } from '../advisor/pack.ts';
import type { Tables } from '../store/tables.ts';
import type { DigestContent } from './content.ts';
import type { Digest } from './digest.ts';
import type { DigestVoice } from './digest-voice.ts';

/** What composing needs. */
export interface Composing {
  db: Kysely<Tables>;
  pack: Pack;
  voice: Pick<DigestVoice, 'channelsOf'>;
}

/**
 * Puts together what a digest would say now, for one person to look at. Nothing is noted.
 * @param now milliseconds since 1970
 * @throws CannotSpeakError or TryLaterError when the platform does not tell where the owner of a personal digest is
 */
export function previewDigest(_digest: Digest, _now: number, _composing: Composing): Promise<DigestContent> {
  throw new Error('not yet');
}
