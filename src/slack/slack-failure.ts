import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { CannotSpeakError, TryLaterError } from '../cases/voice.ts';

/** Errors after which the same call will never work. */
export const NEVER: ReadonlySet<string> = new Set([
  'account_inactive',
  'cannot_dm_bot',
  'cannot_reply_to_message',
  'cant_update_message',
  'channel_not_found',
  'edit_window_closed',
  'ekm_access_denied',
  'invalid_auth',
  'invalid_blocks',
  'is_archived',
  'is_inactive',
  'message_not_found',
  'missing_scope',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_permission',
  'no_text',
  'not_authed',
  'not_in_channel',
  'org_login_required',
  'posting_to_channel_denied',
  'restricted_action',
  'restricted_action_non_threadable_channel',
  'restricted_action_read_only_channel',
  'restricted_action_thread_locked',
  'restricted_action_thread_only_channel',
  'team_access_not_granted',
  'thread_not_found',
  'token_expired',
  'token_revoked',
  'user_disabled',
  'user_not_found',
]);

/** A failed Web API call in the words of cases: never, later after a while, or as it is. */
export function toVoiceError(error: unknown): unknown {
  if (error instanceof WebAPIRateLimitedError) {
    return new TryLaterError('Slack asks us to slow down', error.retryAfter * 1000, { cause: error });
  }
  if (!(error instanceof WebAPIPlatformError)) return error;
  const reason = error.data.error;
  return NEVER.has(reason) ? new CannotSpeakError(reason, { cause: error }) : error;
}
