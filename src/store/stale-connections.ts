import type pg from 'pg';
import { hasCode } from '../has-code.ts';

/** PostgreSQL's code for writing where nothing can be written. */
const READ_ONLY = '25006';

/**
 * Ends a connection that could not write, as soon as nobody uses it. It would stay as it is: its server became a standby,
 * or took no writing when it was opened. A new one finds the server that can be written now.
 */
export function endStaleConnections(pool: pg.Pool): void {
  const stale = new WeakSet<object>();
  pool.on('connect', (client) => {
    client.query = new Proxy(client.query, {
      apply: (send, self, args) => {
        const sent: unknown = Reflect.apply(send, self, args);
        if (sent instanceof Promise)
          sent.catch((error: unknown) => {
            if (hasCode(error, READ_ONLY)) stale.add(client);
          });
        return sent;
      },
    });
  });
  pool.on('release', (_, client) => {
    // The pool lets go of what is about to end.
    if (stale.has(client)) client.end().catch(() => undefined);
  });
}
