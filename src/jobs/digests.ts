import type pg from 'pg';
import { z } from 'zod';
import type { DigestWork } from '../digest/digest-work.ts';
import { sendDigest } from '../digest/send-digest.ts';
import { BATCH, takeDue } from '../digest/take-due.ts';
import { DIGEST_TASK, sweepSends } from '../store/digest-jobs.ts';
import { keepDoing } from './keep-doing.ts';
import { createPace } from './pace.ts';
import { startQueue } from './queue.ts';

/** How often it is looked for digests that are due, in every replica. */
const TICK_MS = 20_000;
/** How often what a dead worker left behind is looked for, and what was put off until now. */
const SWEEP_MS = 2_000;
/** So many digests are put together and posted at a time. Answers in threads have a queue of their own. */
const CONCURRENCY = 2;
/** So long lies between two of them at least: posts have a limit for the whole workspace, and answers need it more. */
const PACE_MS = 100;

const Payload = z.object({ workspace: z.string(), digest: z.string(), day: z.string() });

/** Looks for digests that are due, and sends them. */
export interface Digests {
  /** Takes no new ones, waits for what is under way, and hands back what does not end in time. */
  stop(): Promise<void>;
}

/** Sends digests as they fall due by the app's clock; also at once when that was moved. */
export async function startDigests(pool: pg.Pool, work: DigestWork): Promise<Digests> {
  const { db, clock, log } = work;
  const stopping = new AbortController();
  const pace = createPace(PACE_MS);
  const queue = await startQueue(pool, {
    concurrency: CONCURRENCY,
    log,
    crontab: '',
    tasks: {
      [DIGEST_TASK]: async (payload) => {
        const key = Payload.parse(payload);
        await pace.turn(stopping.signal);
        if (stopping.signal.aborted) return;
        const asked = await sendDigest(key, work);
        if (asked !== undefined) pace.pause(asked);
      },
    },
  });
  const tick = keepDoing(log, 'digests that are due could not be looked for', async () => {
    while (!stopping.signal.aborted && (await takeDue(db, clock.now())) === BATCH);
  });
  const sweep = keepDoing(log, 'digests left behind could not be looked for', () =>
    queue.watchDatabase(sweepSends(db)),
  );
  const timers = [setInterval(tick, TICK_MS), setInterval(sweep, SWEEP_MS)];
  const unheard = clock.onMove?.(tick);
  tick();
  sweep();
  return {
    stop: async () => {
      stopping.abort();
      for (const timer of timers) clearInterval(timer);
      unheard?.();
      await queue.stop();
    },
  };
}
