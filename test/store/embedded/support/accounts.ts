import { existsSync, readFileSync } from 'node:fs';
import { test } from '@jest/globals';
import { type Account, parseAccounts } from '../../../../src/store/embedded/account.ts';

export const weAreRoot = process.geteuid?.() === 0;

/** Someone who is not root: `nobody` when the tests run as root, else who runs the tests. */
export const ordinary: Account | undefined = weAreRoot
  ? parseAccounts(readFileSync('/etc/passwd', 'utf8')).find(({ name }) => name === 'nobody')
  : undefined;

/** A test that has to be root, and perhaps needs a program; else it is skipped and says why. */
export function testAsRoot(name: string, body: () => Promise<void>, program?: string): void {
  if (!weAreRoot) test.skip(`${name} (needs root: it becomes other accounts)`, body);
  else if (program && !existsSync(program)) test.skip(`${name} (needs ${program})`, body);
  else test(name, body);
}
