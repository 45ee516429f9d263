import { once } from 'node:events';
import { access, chmod, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { UserError } from '../src/user-error.ts';
import { startApp } from './support/app.ts';
import { afterTest } from './support/clean-up.ts';
import { type CliRun, emptyFolder, runCli } from './support/cli.ts';
import { eventually } from './support/eventually.ts';
import { freePort } from './support/free-port.ts';
import { postgresOfVersion } from './support/old-postgres.ts';
import { signedHttp, socketMode, testSlack } from './support/slack.ts';
import { tcpProxy } from './support/tcp-proxy.ts';
import { createDatabase, query } from './support/test-database.ts';

/** A port that somebody else listens on until the test ends. */
async function takenPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterTest(() => new Promise((resolve) => server.close(resolve)));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

const ANY_PORT = { PORT: '0', SANDBOX_PORT: '0', LOG_LEVEL: 'fatal' };

/** Starts the app in a process until it ends by itself; that it ends shows that nothing was left open in it. */
const startProcess = (env: Record<string, string>): Promise<CliRun> =>
  runCli(['start'], { env: { ...ANY_PORT, ...env } });

/** Expects one message to people with its remedy, and nothing else: no stack trace, no other output. */
function expectOneMessage({ code, out, err }: CliRun, what: RegExp | string, remedy: RegExp | string): void {
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expectTold(err, what, remedy);
}

function expectTold(told: string, what: RegExp | string, remedy: RegExp | string): void {
  expect(told.split('\n')).toEqual([
    typeof what === 'string' ? what : expect.stringMatching(what),
    typeof remedy === 'string' ? remedy : expect.stringMatching(remedy),
    '',
  ]);
}

/**
 * Starts the app in this process, where it must not come up.
 * @returns what the command line tells people then
 */
async function start(env: Record<string, string>): Promise<string> {
  try {
    await startApp({ ...ANY_PORT, DATA_DIR: await emptyFolder(), ...env });
  } catch (error) {
    if (error instanceof UserError) return `${error.message}\n${error.remedy}\n`;
    throw error;
  }
  throw new Error('The app came up.');
}

/** Expects that no connection to a database is left open. */
const expectNobodyIn = (database: string): Promise<unknown> =>
  eventually(async () => {
    const [row] = await query(
      database,
      'select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    return Number(row?.[0]) === 0;
  });

describe('a database that cannot be used ends the start, with DATABASE_URL and the remedy', () => {
  const REMEDY = 'Check host, port, user, password and database name, and that PostgreSQL is running.';

  test('when it is too old', async () => {
    expectTold(
      await start({ DATABASE_URL: await postgresOfVersion('130011') }),
      'The database is PostgreSQL 13; at least 14 is needed.',
      'Upgrade it, or point DATABASE_URL at a newer one. Without DATABASE_URL an embedded one is started.',
    );
  });

  test('when nobody listens there', async () => {
    const port = await freePort();
    expectOneMessage(
      await startProcess({ DATABASE_URL: `postgresql://app:hunter2@127.0.0.1:${port}/app` }),
      `The database of DATABASE_URL cannot be used: connect ECONNREFUSED 127.0.0.1:${port}`,
      REMEDY,
    );
  });

  test('when it takes the connection and says nothing', async () => {
    const proxy = await tcpProxy(await createDatabase());
    proxy.freeze();
    expectTold(
      await start({ DATABASE_URL: proxy.url }),
      /^The database of DATABASE_URL cannot be used: .*time/,
      REMEDY,
    );
  });

  test('when the password is wrong, which is not repeated', async () => {
    const url = new URL(await createDatabase());
    url.password = 'hunter2';
    const told = await start({ DATABASE_URL: url.href });
    expectTold(told, /^The database of DATABASE_URL cannot be used: password authentication failed/, REMEDY);
    expect(told).not.toContain('hunter2');
  });

  test('when the server has no such database', async () => {
    const url = new URL(await createDatabase());
    url.pathname = '/not_there';
    expectTold(
      await start({ DATABASE_URL: url.href }),
      /^The database of DATABASE_URL cannot be used: database "not_there" does not exist/,
      REMEDY,
    );
  });

  test('when there is none and no place for an embedded one', async () => {
    const file = join(await emptyFolder(), 'a-file');
    await writeFile(file, '');
    const told = await start({ DATA_DIR: file });
    expect(told).toContain(file);
    expect(told).toMatch(/\nOr set DATABASE_URL to use a PostgreSQL of your own\.\n$/);
    expect(told).not.toMatch(/^ {4}at /m);
  });
});

describe('a port in use ends the start, with the variable that names it', () => {
  test('of the sandbox', async () => {
    const port = await takenPort();
    const database = await createDatabase();
    expectTold(
      await start({ DATABASE_URL: database, SANDBOX_PORT: String(port) }),
      `Port ${port} is in use.`,
      'Set SANDBOX_PORT to another one (0 takes any free one), or stop what uses it: perhaps Tune or Not runs already.',
    );
    await expectNobodyIn(database);
  });

  test('of the sandbox, and the embedded database that was started before is stopped again', async () => {
    const port = await takenPort();
    const folder = await emptyFolder();
    // Started by root, PostgreSQL runs under another account, which has to get there.
    await chmod(folder, 0o711);
    const data = join(folder, 'data');
    const { code, err } = await startProcess({ DATA_DIR: data, SANDBOX_PORT: String(port) });
    expect([code, err.split('\n')[0]]).toEqual([1, `Port ${port} is in use.`]);
    // PostgreSQL takes this file away when it has ended.
    await expect(access(join(data, 'postgres/cluster/PG_VERSION'))).resolves.toBeUndefined();
    await expect(access(join(data, 'postgres/cluster/postmaster.pid'))).rejects.toThrow('ENOENT');
  });

  test.each([
    ["of Slack's requests over HTTP", signedHttp],
    ['of the health checks beside Socket Mode', socketMode],
  ])('%s', async (_, credentials) => {
    const port = await takenPort();
    const slack = await testSlack();
    const database = await createDatabase();
    expectTold(
      await start({ ...credentials(slack), DATABASE_URL: database, PORT: String(port) }),
      `Port ${port} is in use.`,
      'Set PORT to another one, or stop what uses it.',
    );
    await expectNobodyIn(database);
    await slack.until(() => slack.sockets() === 0);
  });

  test.each([
    ['for HTTP', signedHttp, "The server for Slack's requests could not be started: "],
    ['for health checks', socketMode, 'The server for health checks could not be started: '],
  ])('and so does an address that is not of this machine, %s', async (_, credentials, what) => {
    const slack = await testSlack();
    // An address for documentation (RFC 5737): no machine has it.
    const env = { ...credentials(slack), DATABASE_URL: await createDatabase(), HOST: '192.0.2.1' };
    expectTold(await start(env), new RegExp(`^${what}.*EADDRNOTAVAIL`), 'Check HOST and PORT.');
  });
});

describe('a Slack that does not let us in ends the start', () => {
  test('when it does not know the bot token', async () => {
    const slack = await testSlack();
    const database = await createDatabase();
    const told = await start({
      ...socketMode(slack),
      SLACK_BOT_TOKEN: 'xoxb-hunter2',
      DATABASE_URL: database,
    });
    expectTold(
      told,
      /^Slack does not accept SLACK_BOT_TOKEN, or cannot be reached: .*invalid_auth/,
      'Copy the bot token from "OAuth & Permissions" of your app again, and check the network.',
    );
    expect(told).not.toContain('hunter2');
    await expectNobodyIn(database);
  });

  test('when it does not know the app token', async () => {
    const slack = await testSlack();
    const database = await createDatabase();
    const run = await startProcess({
      ...socketMode(slack),
      SLACK_APP_TOKEN: 'xapp-hunter2',
      DATABASE_URL: database,
    });
    expectOneMessage(run, /^Socket Mode could not be started: .*invalid_auth/, /^Check SLACK_APP_TOKEN /);
    expect(run.err).not.toContain('hunter2');
    await expectNobodyIn(database);
  });

  test('when nobody answers at SLACK_API_URL', async () => {
    const slack = await testSlack();
    const env = { ...socketMode(slack), SLACK_API_URL: `http://127.0.0.1:${await freePort()}/api/` };
    expectTold(
      await start({ ...env, DATABASE_URL: await createDatabase() }),
      /^Slack does not accept SLACK_BOT_TOKEN, or cannot be reached: /,
      /and check the network\.$/,
    );
  });
});

test('conversations of the sandbox that cannot be read are kept, and their file is named', async () => {
  const data = await emptyFolder();
  const file = join(data, 'sandbox.json');
  await writeFile(file, '{"half": ');
  expectTold(
    await start({ DATABASE_URL: await createDatabase(), DATA_DIR: data }),
    `The conversations of the sandbox in ${file} cannot be read.`,
    'Move that file away to begin with fresh ones.',
  );
});
