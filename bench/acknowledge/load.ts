/** A process that sends signed events over a fixed number of connections, one after the other on each, and reports. */
import { Agent } from 'node:http';
import { eventBody, mentionIn, replyIn, sendSigned, threadOf } from '../support/signed-events.ts';

const {
  PORT = '',
  SECRET = '',
  SECONDS = '',
  CONNECTIONS = '',
  WORKSPACE = '',
  THREADS = '',
  OPEN = '',
} = process.env;
/** Seconds since 1970. */
const SAID_AT = 1_761_000_000;
const threads = Number(THREADS);
const agent = new Agent({ keepAlive: true, maxSockets: Number(CONNECTIONS) });
const times: number[] = [];
const failures: number[] = [];

/** A reply in one of the threads, or the mention that opens it. */
function body(count: number): string {
  const thread = threadOf(count % threads);
  const event = OPEN
    ? mentionIn(thread)
    : replyIn(thread, `${SAID_AT + count}.000200`, 'We have RAG already.');
  return eventBody(WORKSPACE, event, SAID_AT);
}

async function send(content: string): Promise<void> {
  const started = performance.now();
  const status = await sendSigned(content, { agent, port: Number(PORT), secret: SECRET });
  times.push(performance.now() - started);
  if (status !== 200) failures.push(status ?? 0);
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
