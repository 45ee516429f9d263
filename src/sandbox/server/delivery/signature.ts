import { createHmac } from 'node:crypto';

/** @returns Slack's signature of a request body; `seconds` is its X-Slack-Request-Timestamp */
export function signature(secret: string, seconds: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')}`;
}
