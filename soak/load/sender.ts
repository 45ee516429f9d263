/**
 * A process that sends signed events: as many as the app takes (`RATE=max`), or so many a second, whether the app keeps up
 * or not. Prints one JSON object for each stretch of time.
 */
import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { eventBody, mentionIn, replyIn, sendSigned, threadOf } from '../../bench/support/signed-events.ts';
import { quantile } from '../../bench/support/statistics.ts';

const {
  PORT = '',
  SECRET = '',
  RATE = '',
  SECONDS = '',
  STRETCH = '',
  THREADS = '',
  OPEN = '',
} = process.env;
const CONNECTIONS = 50;
/** So many unanswered at most; beyond that the app does not keep up, and what is not sent is counted. */
const MOST_UNDER_WAY = 1_000;
const TICK_MS = 10;
const SAID = [
  'Thanks, that helps.',
  'We have RAG already.',
  'Let me ask the others tomorrow.',
  'Who looks after the documents?',
  'We use GPT-4o today.',
];

const threads = Number(THREADS);
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
let times: number[] = [];
let failures = 0;
let unsent = 0;
let underWay = 0;
let count = 0;
let stalledMs = 0;

/** A reply in one of the threads, or the mention that opens it. */
function nextEvent(): string {
  count += 1;
  const now = Math.floor(Date.now() / 1_000);
  const thread = threadOf(count % threads);
  const ts = `${now}.${String(count % 1e6).padStart(6, '0')}`;
  const event = OPEN ? mentionIn(thread) : replyIn(thread, ts, SAID[count % SAID.length] ?? '');
  return eventBody('T0BENCH', event, now);
}

async function send(): Promise<void> {
  const started = performance.now();
  underWay += 1;
  const to = { agent, port: Number(PORT), secret: SECRET };
  const status = await sendSigned(nextEvent(), to).catch(() => undefined);
  underWay -= 1;
  times.push(performance.now() - started);
  if (status !== 200) failures += 1;
}

/** How long this process stands still, however little it does. */
let ticked = performance.now();
setInterval(() => {
  const now = performance.now();
  stalledMs = Math.max(stalledMs, now - ticked - TICK_MS);
  ticked = now;
}, TICK_MS).unref();

const started = performance.now();
const seconds = (): number => (performance.now() - started) / 1_000;
const hasEnded = (): boolean => (OPEN ? count >= threads : seconds() >= Number(SECONDS));

let told = 0;
function tell(): void {
  const now = seconds();
  const all = times;
  times = [];
  console.log(
    JSON.stringify({
      at: now,
      perSecond: all.length / (now - told),
      p50: quantile(all, 0.5),
      p99: quantile(all, 0.99),
      failures,
      unsent,
      stalledMs,
    }),
  );
  told = now;
  stalledMs = 0;
}
const telling = OPEN ? undefined : setInterval(tell, Number(STRETCH) * 1_000);

if (RATE === 'max') {
  const work = async (): Promise<void> => {
    while (!hasEnded()) await send();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
} else {
  let sent = 0;
  while (!hasEnded()) {
    const owed = Math.floor(seconds() * Number(RATE)) - sent;
    sent += owed;
    for (let each = 0; each < owed; each++) {
      if (underWay >= MOST_UNDER_WAY) unsent += 1;
      else void send();
    }
    await delay(TICK_MS);
  }
}
clearInterval(telling);
while (underWay > 0) await delay(TICK_MS);
if (times.length > 0) tell();
agent.destroy();
