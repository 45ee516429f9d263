import type { LineEnd } from '../store/digest-tables.ts';
import type { DigestContent } from './content.ts';
import type { Digest } from './digest.ts';

/** What is said about digests. */
export type DigestUtterance =
  | { kind: 'digest'; content: DigestContent }
  /** To who set it up, alone: it has stopped by itself. `reason` is the platform's word, such as is_archived. */
  | { kind: 'digest-stopped'; digest: Digest; reason: string };

/** What has changed in a digest since it was posted. */
export type DigestChange =
  /** Lines came to an end, by their keys. */
  | { kind: 'ended'; digest: string; ended: ReadonlyMap<string, LineEnd> }
  /** Somebody answered whether it is to go on. */
  | { kind: 'answered'; by: string; answer: 'go-on' | 'pause' | 'stop' };

/** How digests speak. Whoever implements it knows a messenger; digests know only this. */
export interface DigestVoice {
  /**
   * Posts to a channel, marked with `key` so that it can be found again, and returns its time stamp.
   * @throws CannotSpeakError when it will never work, TryLaterError when asked to slow down; anything else may work later
   */
  post(workspace: string, channel: string, key: string, utterance: DigestUtterance): Promise<string>;
  /** Looks for what was posted under `key` since a time. @throws when the look-up itself fails */
  find(workspace: string, channel: string, key: string, since: Date): Promise<string | undefined>;
  /** Shows in what was posted what has changed since. @throws as `post` */
  redraw(message: { workspace: string; channel: string; ts: string }, change: DigestChange): Promise<void>;
  /** Takes what was posted away again. @throws as `post` */
  erase(workspace: string, channel: string, ts: string): Promise<void>;
  /** The channel in which a person can be told something alone. @throws as `post` */
  direct(workspace: string, person: string): Promise<string>;
  /** The time zone in which a person is now, as the platform writes it; undefined where it does not tell. It never fails. */
  zoneOf(workspace: string, person: string): Promise<string | undefined>;
  /**
   * The channels that a person is in, without those shared with another organisation, whose cases are shown there alone.
   * @throws as `post`; CannotSpeakError also when their account is not active any more
   */
  channelsOf(workspace: string, person: string): Promise<readonly string[]>;
}
