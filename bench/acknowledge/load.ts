/**
 * A process that sends signed events over a fixed number of connections, one after the other on each, and reports. They
 * are made and signed before the clock starts, and go out as bytes: on two cores, each microsecond that the sender takes
 * is missing where it is measured.
 */
import { connect } from 'node:net';
import { eventBody, mentionIn, replyIn, signedRequest, threadOf } from '../support/signed-events.ts';

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
/** More than anything here answers in a second. */
const MOST_PER_SECOND = 25_000;
const OK = 'HTTP/1.1 200 ';
const threads = Number(THREADS);

/** A reply in one of the threads, or the mention that opens it. */
function body(count: number): string {
  const thread = threadOf(count % threads);
  const event = OPEN
    ? mentionIn(thread)
    : replyIn(thread, `${SAID_AT + count}.000200`, 'We have RAG already.');
  return eventBody(WORKSPACE, event, SAID_AT);
}

const requests = Array.from({ length: OPEN ? threads : Number(SECONDS) * MOST_PER_SECOND }, (_, count) =>
  signedRequest(body(count), SECRET),
);
const times: number[] = [];
let failures = 0;
let next = 0;
const started = performance.now();
const until = OPEN ? Number.POSITIVE_INFINITY : started + Number(SECONDS) * 1000;

/** Sends one request after the other over one connection. Answers are short: each comes in one piece. */
function sendAll(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(PORT), '127.0.0.1').setNoDelay(true);
    let sent = 0;
    const send = (): void => {
      const request = performance.now() < until ? requests[next++] : undefined;
      if (!request) {
        socket.destroy();
        resolve();
        return;
      }
      sent = performance.now();
      socket.write(request);
    };
    socket.on('connect', send);
    socket.on('data', (data) => {
      times.push(performance.now() - sent);
      if (data.toString('latin1', 0, OK.length) !== OK) failures += 1;
      send();
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The server closed a connection.')));
  });
}

await Promise.all(Array.from({ length: Number(CONNECTIONS) }, sendAll));
const seconds = (performance.now() - started) / 1000;
times.sort((a, b) => a - b);
const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN;
console.log(
  JSON.stringify({
    requests: times.length,
    perSecond: times.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    failures,
  }),
);
