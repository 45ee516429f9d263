import type { Pack } from '../../advisor/pack.ts';
import type { DigestContent } from '../../digest/content.ts';
import type { Rendered } from './verdict-message.ts';

/** What rendering a digest needs to know. */
export interface DigestSetting {
  /** Display names by user id. */
  names: ReadonlyMap<string, string>;
  /** The workspace's address, ending in a slash. */
  workspaceUrl: string;
}

/** A digest as a Slack message: for its channel, or with `preview` for one person alone. */
export function digestMessage(_content: DigestContent, _pack: Pack, _setting: DigestSetting): Rendered {
  throw new Error('not yet');
}

/** The people whose names a digest shows. */
export const peopleInDigest = ({ digest, lines, changes }: DigestContent): string[] => [
  digest.setUpBy,
  ...lines.flatMap(({ people }) => people),
  ...changes.flatMap(({ people }) => people),
];
