const NOT_THERE = 'I am not in the channel any more, or it is gone';
const RESTRICTED = 'posting there is restricted, and I am not among those who may';
const WHY: ReadonlyMap<string, string> = new Map([
  ['is_archived', 'the channel is archived'],
  ['not_in_channel', NOT_THERE],
  ['channel_not_found', NOT_THERE],
  ['posting_to_channel_denied', RESTRICTED],
  ['restricted_action', RESTRICTED],
  ['restricted_action_non_threadable_channel', RESTRICTED],
  ['restricted_action_read_only_channel', RESTRICTED],
  ['restricted_action_thread_only_channel', RESTRICTED],
]);

/** Why we cannot post in a channel, as the rest of a sentence. @param reason Slack's word */
export const whyNotThere = (reason: string | undefined): string =>
  WHY.get(reason ?? '') ?? 'Slack does not let me post there any more';
