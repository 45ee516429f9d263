import { randomUUID } from 'node:crypto';
import { type Agent, request } from 'node:http';
import { signed } from '../../test/support/signed.ts';

/** When the thread of a number began. */
export const threadOf = (index: number): string => `1760000${String(index).padStart(3, '0')}.000100`;

/** The mention that opens a thread. */
export const mentionIn = (thread: string) => ({
  type: 'app_mention',
  user: 'U0ANA',
  ts: thread,
  event_ts: thread,
  text: '<@U0BOT> Our support bot makes up refund rules.',
});

/** What somebody says in a thread, without turning to us. @param ts the message's own time stamp */
export const replyIn = (thread: string, ts: string, text: string) => ({
  type: 'message',
  channel_type: 'channel',
  user: 'U0ANA',
  ts,
  event_ts: ts,
  thread_ts: thread,
  text,
});

/** An event as Slack wraps it. @param at when it happened, in seconds since 1970 */
export const eventBody = (
  workspace: string,
  event: ReturnType<typeof mentionIn> | ReturnType<typeof replyIn>,
  at: number,
): string =>
  JSON.stringify({
    type: 'event_callback',
    team_id: workspace,
    api_app_id: 'A0BENCH',
    event_id: `Ev${randomUUID()}`,
    event_time: at,
    authorizations: [{ team_id: workspace, user_id: 'U0BOT', is_bot: true, enterprise_id: null }],
    event: { channel: 'C0BENCH', ...event },
  });

/** A signed event as the bytes of a request. */
export function signedRequest(content: string, secret: string): Buffer {
  const headers = {
    host: '127.0.0.1',
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(content),
    ...signed(secret, content),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(['POST /slack/events HTTP/1.1', ...lines, '', content].join('\r\n'));
}

/** Sends a signed event. @returns the status of the answer @throws when none comes */
export function sendSigned(
  content: string,
  { agent, port, secret }: { agent: Agent; port: number; secret: string },
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(
      {
        agent,
        port,
        host: '127.0.0.1',
        path: '/slack/events',
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(content),
          ...signed(secret, content),
        },
      },
      (response) => response.resume().on('end', () => resolve(response.statusCode)),
    )
      .on('error', reject)
      .end(content);
  });
}
