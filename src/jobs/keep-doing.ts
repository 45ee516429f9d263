import type { Logger } from 'pino';

/**
 * Does something whenever it is called, never twice at a time; called meanwhile, it does it once more.
 * @param failure what the log says when it throws
 */
export function keepDoing(log: Logger, failure: string, work: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const run = async (): Promise<void> => {
    running = true;
    do {
      again = false;
      await work().catch((error: unknown) => log.warn({ error }, failure));
    } while (again);
    running = false;
  };
  return () => {
    if (running) again = true;
    else void run();
  };
}
