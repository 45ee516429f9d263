/** A process that sends signed events over a fixed number of connections, one after the other on each, and reports. */
import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

const {
  PORT = '',
  SECRET = '',
  SECONDS = '',
  CONNECTIONS = '',
  WORKSPACE = '',
  THREADS = '',
  OPEN = '',
} = process.env;
const threads = Number(THREADS);
const agent = new Agent({ keepAlive: true, maxSockets: Number(CONNECTIONS) });
const times: number[] = [];
const failures: number[] = [];

const threadTs = (index: number): string => `1760000${String(index).padStart(3, '0')}.000100`;

/** A reply in one of the threads, or the mention that opens it. */
function body(count: number): string {
  const thread = threadTs(count % threads);
  const message = OPEN
    ? { type: 'app_mention', ts: thread, text: '<@U0BOT> Our support bot makes up refund rules.' }
    : {
        type: 'message',
        channel_type: 'channel',
        ts: `${1_761_000_000 + count}.000200`,
        thread_ts: thread,
        text: 'We have RAG already.',
      };
  return JSON.stringify({
    type: 'event_callback',
    team_id: WORKSPACE,
    api_app_id: 'A0BENCH',
    event_id: `Ev${randomUUID()}`,
    event_time: 1_761_000_000,
    authorizations: [{ team_id: WORKSPACE, user_id: 'U0BOT', is_bot: true, enterprise_id: null }],
    event: { channel: 'C0BENCH', user: 'U0ANA', event_ts: '1761000000.000200', ...message },
  });
}

function send(content: string): Promise<void> {
  const seconds = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', SECRET).update(`v0:${seconds}:${content}`).digest('hex');
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        port: Number(PORT),
        host: '127.0.0.1',
        path: '/slack/events',
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(content),
          'x-slack-request-timestamp': seconds,
          'x-slack-signature': `v0=${signature}`,
        },
      },
      (response) => {
        response.resume().on('end', () => {
          times.push(performance.now() - started);
          if (response.statusCode !== 200) failures.push(response.statusCode ?? 0);
          resolve();
        });
      },
    );
    sent.on('error', reject).end(content);
  });
}

let count = 0;
const started = performance.now();
const until = started + Number(SECONDS) * 1000;
await Promise.all(
  Array.from({ length: Number(CONNECTIONS) }, async () => {
    while (OPEN ? count < threads : performance.now() < until) await send(body(count++));
  }),
);
const seconds = (performance.now() - started) / 1000;
agent.destroy();
times.sort((a, b) => a - b);
const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN;
console.log(
  JSON.stringify({
    requests: times.length,
    perSecond: times.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    failures: failures.length,
  }),
);
