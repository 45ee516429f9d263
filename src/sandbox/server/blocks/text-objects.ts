import { z } from 'zod';

/** A plain_text object of at most `max` characters. Every text object holds at least one. */
export function plainText(max = 3_000) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });
}

/** A mrkdwn object of at most `max` characters. */
export function mrkdwn(max = 3_000) {
  return z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });
}

/** Either of the two. */
export function anyText(max = 3_000) {
  return z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);
}

/** A block_id or action_id. */
export const identifier = z.string().min(1).max(255);

/** A web address that Slack accepts; it does not fetch it here. */
export const webUrl = z.string().min(1).max(3_000);
