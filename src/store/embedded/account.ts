import { EmbeddedPostgresError, USE_YOUR_OWN } from './embedded-postgres-error.ts';
import { readIfThere } from './read-if-there.ts';
import { run } from './run.ts';

/** A system account that PostgreSQL's programs run as. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

// An account that exists for databases before the one that anything may run as: files of `nobody` are less private.
const SUITABLE = ['postgres', '_postgres', 'nobody'];

/**
 * The account that runs PostgreSQL when we are root (PostgreSQL refuses to run as root).
 * @throws EmbeddedPostgresError `no-account` when there is none, or root here may not become one.
 */
export async function findAccount(): Promise<Account> {
  const known = await knownAccounts();
  for (const name of SUITABLE) {
    const account = known.find((one) => one.name === name && one.uid !== 0);
    if (account && (await run('/bin/sh', ['-c', ':'], account)).code === 0) return account;
  }
  throw new EmbeddedPostgresError(
    'no-account',
    `PostgreSQL does not run as root, and this process may not become another account (tried ${SUITABLE.join(', ')}). ` +
      `Start as an ordinary user, or ${USE_YOUR_OWN}.`,
  );
}

/** An account's name for people, or its number. */
export async function nameOf(uid: number): Promise<string> {
  return (await knownAccounts()).find((account) => account.uid === uid)?.name ?? `number ${uid}`;
}

async function knownAccounts(): Promise<Account[]> {
  return parseAccounts((await readIfThere('/etc/passwd')) ?? '');
}

/** The accounts in the text of `/etc/passwd`. */
export function parseAccounts(passwd: string): Account[] {
  return passwd.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

/** May the account read (`r`) a file, or enter (`x`) a folder? Asked of the system itself: modes are not the whole truth. */
export async function may(account: Account, what: 'r' | 'x', path: string): Promise<boolean> {
  return (await run('/bin/sh', ['-c', `test -${what} "$1"`, 'sh', path], account)).code === 0;
}
