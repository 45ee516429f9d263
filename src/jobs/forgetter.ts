import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { workOnForgetting } from '../cases/forget/work-on-forgetting.ts';

/** How often it is looked for something to forget. */
const LOOK_MS = 1_000;

/** Does what people asked us to forget, one after the other; what a dead process left behind, another goes on with. */
export function startForgetter(
  work: Parameters<typeof workOnForgetting>[0],
  log: Logger,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        if (await workOnForgetting(work)) continue;
      } catch (error) {
        log.warn({ error }, 'what is to be forgotten could not be looked for');
      }
      await setTimeout(LOOK_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}
