/**
 * How strict the sandbox is with rates.
 * - `off`: never, the default
 * - `tiers`: Slack's tiers, and about one chat.postMessage a second and channel
 * - `commercial`: as `tiers`, and conversations.history/.replies once a minute with 15 objects at most, as for
 *   apps distributed commercially outside the Marketplace
 */
export type RateLimits = 'off' | 'tiers' | 'commercial';

/** Slack's limits that tests want to change. Times are in milliseconds. */
export interface SandboxLimits {
  /** How long the app may take to acknowledge. Slack: 3,000. */
  ackMs: number;
  /** When an event that was not acknowledged is sent again, after each failure. Slack: at once, 1 min, 5 min. */
  retryDelaysMs: readonly number[];
  /** How many Socket Mode connections an app may have. Slack: 10. */
  maxSockets: number;
  /** How long a trigger_id lives. Slack: 3,000. */
  triggerMs: number;
  /** How long a response_url lives, and how often it may be used. Slack: 30 min, 5. */
  responseUrlMs: number;
  responseUrlUses: number;
  /** How long a status is shown without a reply. Slack: 2 min. */
  statusMs: number;
  /** How long a stream stays open. Slack: about 5 min. */
  streamMs: number;
  rateLimits: RateLimits;
  /** How long `until` waits when it is not told. */
  untilMs: number;
}

/** Slack's own numbers. */
export const slackLimits: SandboxLimits = {
  ackMs: 3_000,
  retryDelaysMs: [0, 60_000, 300_000],
  maxSockets: 10,
  triggerMs: 3_000,
  responseUrlMs: 30 * 60_000,
  responseUrlUses: 5,
  statusMs: 120_000,
  streamMs: 300_000,
  rateLimits: 'off',
  untilMs: 5_000,
};
