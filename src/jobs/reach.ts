import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { noteReached } from '../store/reach.ts';
import type { Tables } from '../store/tables.ts';
import { keepDoing } from './keep-doing.ts';

/** How often it is noted that we are there. */
const NOTE_MS = 15_000;

/**
 * Notes again and again that what Slack sends is kept, while it is.
 * @param isReached whether Slack reaches this process
 */
export function startReach(
  db: Kysely<Tables>,
  isReached: () => boolean,
  log: Logger,
): { stop(): Promise<void> } {
  const note = keepDoing(log, 'it could not be noted that we are there', async () => {
    if (isReached()) await noteReached(db);
  });
  const timer = setInterval(note, NOTE_MS);
  note();
  return {
    stop: async () => {
      clearInterval(timer);
    },
  };
}
