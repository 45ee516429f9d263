import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type pg from 'pg';

const MARK = '/* prepared */';

/**
 * Stands at the beginning of a statement that is sent again and again: each connection has it parsed and planned once.
 * For the statement that keeps what arrives, that is half of what the database has to do.
 */
export const PREPARED = sql.raw(MARK);

/** Lets a connection send the statements that bear the mark as prepared ones, under a name made of their text. */
export function prepareMarked(client: pg.PoolClient): void {
  client.query = new Proxy(client.query, {
    apply: (send, self, args) => Reflect.apply(send, self, prepared(args)),
  });
}

function prepared(args: readonly unknown[]): readonly unknown[] {
  const [text, values, ...rest] = args;
  if (typeof text !== 'string' || !text.startsWith(MARK)) return args;
  return [{ name: nameOf(text), text, values }, ...rest];
}

const names = new Map<string, string>();

/** PostgreSQL takes names of up to 63 bytes. */
function nameOf(text: string): string {
  const name = names.get(text) ?? createHash('sha256').update(text).digest('hex').slice(0, 32);
  names.set(text, name);
  return name;
}
