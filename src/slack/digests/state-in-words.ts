import type { Digest } from '../../digest/digest.ts';
import { escapeText } from '../blocks/mrkdwn.ts';
import { momentInWords } from './in-words.ts';

/** Slack's words for why nothing can be posted, as people say it. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['is_archived', 'the channel is archived'],
  ['is_inactive', 'the channel is archived'],
  ['channel_not_found', 'I cannot reach the channel any more'],
  ['not_in_channel', 'I am not in the channel any more'],
  ['restricted_action', 'I may not post in the channel'],
  ['restricted_action_read_only_channel', 'the channel is read-only for me'],
  ['user_not_found', 'Slack does not know the person any more'],
  ['user_disabled', 'the account is not active any more'],
]);

/** Why a digest stopped by itself, as the rest of a sentence. @param reason Slack's word */
export const whyStopped = (reason: string | undefined): string =>
  REASONS.get(reason ?? '') ?? 'Slack did not let me post it';

/** How a digest stands: "Next: Mon 23 Nov 2026, 09:00 (Europe/Berlin)." As mrkdwn. */
export function stateInWords({ state, nextRunAt, settings, stoppedBecause }: Digest): string {
  if (state === 'paused') return 'It is paused.';
  if (state === 'stopped') return `It stopped by itself: ${whyStopped(stoppedBecause)}.`;
  return nextRunAt
    ? `Next: ${momentInWords(nextRunAt, settings.zone)} (${escapeText(settings.zone)}).`
    : 'It is on.';
}
