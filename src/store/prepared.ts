import { createHash } from 'node:crypto';
import type pg from 'pg';

/** So often a statement is sent by this process before it is worth being kept. */
const OFTEN = 5;
/** So many are kept at most on each connection; there are fewer. */
const MOST_KEPT = 200;
const MOST_COUNTED = 2_000;

/**
 * Names all columns of a table. With a prepared one a replica that is a version older would fail at the moment in which
 * the next one adds a column.
 */
const ALL_COLUMNS = /(?:\b(?:select|returning)|,)\s+(?:"?\w+"?\.)?\*/i;

/** A list of values or rows in the text itself: each length is another text, and none of them comes often. */
const A_LIST = /\bin \(\$\d+, |\), \(\$/i;

/**
 * Lets a connection parse and plan once what is sent again and again, under a name made of its text. Parsing and planning
 * is half of what the database has to do for an event or a turn. It plans anew by itself where a table changes.
 */
export function prepareOften(client: pg.PoolClient): void {
  client.query = new Proxy(client.query, {
    apply: (send, self, args) => Reflect.apply(send, self, prepared(args)),
  });
}

function prepared(args: readonly unknown[]): readonly unknown[] {
  const [text, values, ...rest] = args;
  if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) return args;
  const name = names.get(text) ?? nameIfOften(text);
  return name === undefined ? args : [{ name, text, values }, ...rest];
}

/** Of all connections of this process: what is sent often by one is sent often by the others. */
const names = new Map<string, string>();
const counts = new Map<string, number>();

/** PostgreSQL takes names of up to 63 bytes. */
function nameIfOften(text: string): string | undefined {
  if (names.size >= MOST_KEPT || ALL_COLUMNS.test(text) || A_LIST.test(text)) return undefined;
  const count = (counts.get(text) ?? 0) + 1;
  if (counts.size >= MOST_COUNTED) counts.clear();
  counts.set(text, count);
  if (count < OFTEN) return undefined;
  counts.delete(text);
  const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
  names.set(text, name);
  return name;
}
