import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE_MS = 60_000;
const PAUSE_MS = 20;

/** Waits for something that nobody announces, such as a row in a database, and resolves with it. */
export async function eventually<T>(what: () => Promise<T> | T): Promise<NonNullable<T>> {
  for (const until = Date.now() + PATIENCE_MS; ; await delay(PAUSE_MS)) {
    const found = await what();
    if (found) return found;
    if (Date.now() > until) throw new Error(`It did not happen within ${PATIENCE_MS} ms: ${what}`);
  }
}
