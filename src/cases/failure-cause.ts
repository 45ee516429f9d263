import type { Cause } from '../meter.ts';
import { FOR_WANT_OF_A_TOKEN } from '../store/for-want-of-a-token.ts';
import { NO_MORE_CHANGES } from '../store/outbox.ts';

/** Slack's words, and ours, for why something can never be posted. */
const REASONS = {
  access: [
    'account_inactive',
    'ekm_access_denied',
    'invalid_auth',
    'missing_scope',
    'not_authed',
    'not_installed',
    'org_login_required',
    'team_access_not_granted',
    'token_expired',
    'token_revoked',
  ],
  content: ['invalid_blocks', 'msg_blocks_too_long', 'msg_too_long', 'no_text'],
  place: [
    'cannot_dm_bot',
    'cannot_reply_to_message',
    'cant_update_message',
    'channel_not_found',
    'edit_window_closed',
    'expired_url',
    'is_archived',
    'is_inactive',
    'message_not_found',
    'no_permission',
    'no_thread',
    'not_in_channel',
    'posting_to_channel_denied',
    'restricted_action',
    'thread_not_found',
    'user_disabled',
    'user_not_found',
  ],
  retries: ['too_many_attempts'],
} satisfies Partial<Record<Cause, readonly string[]>>;

/** Whether a message of ours is gone from Slack, or stays there as it is. */
export const isOver = (reason: string): boolean => NO_MORE_CHANGES.includes(reason);

/** Whether what fails for this reason may work once somebody has put our access right. */
export const mayComeBack = (reason: string): boolean => FOR_WANT_OF_A_TOKEN.includes(reason);

/** What kind of reason it is, so that few different ones are counted. */
export function causeOf(reason: string): Cause {
  const cause = ['access', 'content', 'place', 'retries'] as const;
  const found = cause.find((each) => REASONS[each].some((known) => known === reason));
  return found ?? (reason.startsWith('restricted_action') ? 'place' : 'other');
}
