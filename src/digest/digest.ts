import type { DigestSettings } from './settings.ts';

/** Names a digest: its workspace and its id within it (32 hexadecimal digits; empty in one that is only imagined, for a preview). */
export interface DigestRef {
  workspace: string;
  id: string;
}

/** What a digest is about: a channel's cases, or the steps and decisions that a person owns. */
export type DigestTarget = { kind: 'channel'; channel: string } | { kind: 'person'; person: string };

/** A digest as it stands. */
export interface Digest extends DigestRef {
  target: DigestTarget;
  /** Where it comes; of a personal one known once it came. */
  channel: string | undefined;
  settings: DigestSettings;
  /** Its zone is that of who set it up, and changes with it; otherwise it was chosen by hand, and stays. */
  movesWithOwner: boolean;
  /** Empty when that person asked us to forget them. */
  setUpBy: string;
  setUpAt: Date;
  /** `stopped`: by itself, because it could not be posted any more; who stops one by hand deletes it. */
  state: 'on' | 'paused' | 'stopped';
  /** Slack's word for why it stopped, such as is_archived. */
  stoppedBecause: string | undefined;
  /** Undefined unless it is on. */
  nextRunAt: Date | undefined;
  lastSentAt: Date | undefined;
  /** The last local day (YYYY-MM-DD) that it was due for, whether or not there was anything to say. */
  lastDay: string | undefined;
  /** How many came in a row without a reaction. */
  unanswered: number;
  /** Goes up with each change by a person, and when it moves with its owner. */
  version: number;
}
