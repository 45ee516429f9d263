import { signature } from '../../src/sandbox/server/delivery/signature.ts';

/** The headers with which Slack signs a body. @param secondsAgo how long ago it was signed */
export function signed(secret: string, body: string, secondsAgo = 0): Record<string, string> {
  const seconds = Math.floor(Date.now() / 1_000) - secondsAgo;
  return {
    'x-slack-request-timestamp': String(seconds),
    'x-slack-signature': signature(secret, seconds, body),
  };
}
