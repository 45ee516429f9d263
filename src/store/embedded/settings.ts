import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** Settings of PostgreSQL by their names in postgresql.conf. */
export type Settings = Readonly<Record<string, string | number | boolean>>;

// A small footprint for one team's data; durability is PostgreSQL's own, that is: on.
const OURS: Settings = {
  max_connections: 100,
  shared_buffers: '32MB',
  min_wal_size: '32MB',
  max_wal_size: '256MB',
  wal_level: 'minimal', // nothing is replicated from here
  max_wal_senders: 0,
  max_logical_replication_workers: 0,
  random_page_cost: 1.1, // memory and flash do not mind where a page lies
  io_method: 'sync', // no helper processes for a database that fits into memory
  timezone: 'UTC',
  log_timezone: 'UTC',
  // What people wrote must not outlive its retention in a log: no failed statement, no row in an error's detail.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: false,
};

/**
 * The server's command line: our settings, the caller's over them, and over both what makes it reachable from this
 * machine only.
 * @throws EmbeddedPostgresError `bad-setting` for a name or value that cannot be a setting.
 */
export function serverOptions(port: number, settings: Settings): string {
  const fixed = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '' };
  return Object.entries({ ...OURS, ...settings, ...fixed })
    .map(([name, value]) => option(name, String(value)))
    .join(' ');
}

// pg_ctl gives this to a shell, so nothing gets there that a shell would read.
function option(name: string, value: string): string {
  if (!/^[a-z][a-z0-9_.]*$/i.test(name) || !/^[\w.,:+\-/ ]*$/.test(value)) {
    throw new EmbeddedPostgresError(
      'bad-setting',
      `PostgreSQL's setting ${name} = ${value} was refused; correct it.`,
    );
  }
  return value.includes(' ') ? `-c "${name}=${value}"` : `-c ${name}=${value}`;
}
