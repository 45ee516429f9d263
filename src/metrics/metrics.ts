import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { Gauge, Registry } from 'prom-client';
import type { Pack } from '../advisor/pack.ts';
import { type Clock, dayOf } from '../clock.ts';
import type { ChatClient } from '../curator/llm/chat.ts';
import type { Meter } from '../meter.ts';
import { expiredSources } from '../pack/expiry.ts';
import { readBacklog } from '../store/backlog.ts';
import { OPEN_MS } from '../store/failures.ts';
import type { Tables } from '../store/tables.ts';
import { within } from '../within.ts';
import { createBacklogGauges } from './backlog-gauges.ts';
import { createCounted } from './counted.ts';
import { createChatMeter } from './metered-chat.ts';
import { processMetrics } from './process-metrics.ts';

/** What operators are told in figures. */
export interface Metrics {
  meter: Meter;
  /** Counts what a model is asked. */
  chat(client: ChatClient): ChatClient;
  /** Everything in the text that Prometheus reads. Never fails, and takes little longer than a second. */
  scrape(): Promise<{ contentType: string; text: string }>;
}

/** What is looked at when the figures are asked for. */
export interface Shown {
  db: Kysely<Tables>;
  pack: Pack;
  clock: Clock;
  version: string;
  log: Logger;
}

/** Nobody waits longer for the database here: what else there is to tell is told without it. */
const LIMIT_MS = 1_000;
/** After so long the database is asked anew, over another connection. */
const GIVEN_UP_MS = 10_000;
/** A digest that should have come so long ago is overdue: it is looked for every 20 s, and posts are paced. */
const OVERDUE_MS = 5 * 60_000;

/** Counts and shows; each process that runs the app has one. */
export function createMetrics({ db, pack, clock, version, log }: Shown): Metrics {
  const register = new Registry();
  const registers = [register];
  new Gauge({
    name: 'tune_or_not_build_info',
    help: 'Always 1; the version that runs',
    labelNames: ['version'],
    registers,
  }).set({ version }, 1);
  const meter = createCounted(register);
  const chat = createChatMeter(register);
  const backlogGauges = createBacklogGauges(register);
  const expired = new Gauge({
    name: 'tune_or_not_guidance_expired_passages',
    help: 'Passages of the guidance with a source that is due for review today',
    registers,
  });

  // A connection whose other end is gone without a word never answers; it is not waited for longer than this.
  const backlog = oneAtATime(() =>
    within(
      GIVEN_UP_MS,
      readBacklog(db, {
        dueBefore: new Date(clock.now() - OVERDUE_MS),
        failedSince: new Date(clock.now() - OPEN_MS),
        limitMs: LIMIT_MS,
      }),
    ),
  );
  const scrape = async () => {
    const found = await within(LIMIT_MS, backlog()).catch((error: unknown) => {
      log.warn({ error }, 'the database did not tell what is still to be done; /metrics goes without');
      return undefined;
    });
    const now = clock.now();
    backlogGauges.show(found, now);
    expired.set(new Set(expiredSources(pack, dayOf(now)).map(({ passage }) => passage)).size);
    const text = await Registry.merge([register, processMetrics()]).metrics();
    return { contentType: register.contentType, text };
  };
  // Two at once would show each other's gauges half set.
  return { meter, chat, scrape: oneAtATime(scrape) };
}

/** Whoever asks while it is being found out gets the same answer: a database that hangs is not asked again and again. */
function oneAtATime<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= ask().finally(() => {
      asked = undefined;
    });
    return asked;
  };
}
