import type { KnownBlock } from '@slack/types';
import type { Pack } from '../../advisor/pack.ts';
import type { VerdictUtterance } from '../../cases/utterance.ts';
import type { Setting } from './people.ts';
import { type Rendered, verdictMessage } from './verdict-message.ts';

export const POST_HERE_ACTION = 'post_here';
export const GO_DIRECT_ACTION = 'go_direct';

/** Why we cannot post, in words for the asker. */
const REASONS: Record<string, string> = {
  not_in_channel: 'I am not in this channel',
  channel_not_found: 'I am not in this channel',
  is_archived: 'This channel is archived',
  restricted_action: 'I may not post in this channel',
};

/** The verdict for the asker alone, and two ways on; nothing has to be typed again. */
export function privateMessage(
  verdict: VerdictUtterance,
  reason: string,
  pack: Pack,
  setting: Setting,
): Rendered {
  const why = REASONS[reason] ?? 'I cannot post in this channel';
  const notice: KnownBlock = {
    type: 'section',
    text: {
      type: 'mrkdwn',
      text: `${why}, so only you see this. To talk it over here, invite me with \`/invite\` and press *Post it here*; or go on with me alone. Your question is kept.`,
    },
  };
  const ways: KnownBlock = {
    type: 'actions',
    elements: [
      button(POST_HERE_ACTION, 'Post it here', setting.place.caseId),
      button(GO_DIRECT_ACTION, 'Go on in a direct message', setting.place.caseId),
    ],
  };
  return verdictMessage(verdict, pack, setting, [notice, ways]);
}

const button = (action: string, label: string, value: string) => ({
  type: 'button' as const,
  action_id: action,
  text: { type: 'plain_text' as const, text: label },
  value,
});
