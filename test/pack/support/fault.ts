import { join } from 'node:path';
import { expect } from '@jest/globals';
import { describeFinding, type Finding, PackError } from '../../../src/pack/finding.ts';
import { loadPack } from '../../../src/pack/load.ts';
import { lineWith, type PackFolders, SOUND } from './pack-folder.ts';

/** Something wrong that is written into a sound pack. */
export interface Fault {
  name: string;
  file: string;
  /** What is written there, and what is written instead. */
  from: string | RegExp;
  to: string;
  /** A part of the line that the finding names; "FIRST" is the first line of the file. */
  at: string;
  /** Where it is not the first such line. */
  isLast?: boolean;
  /** Where the finding names another file. */
  atFile?: string;
  what: string;
  remedy: string;
}

/** What is found wrong in a pack. It throws, so nothing of it can have been taken. */
export async function findingsIn(...paths: [string, ...string[]]): Promise<readonly Finding[]> {
  const error: unknown = await loadPack(paths).catch((thrown: unknown) => thrown);
  if (!(error instanceof PackError)) throw new Error('The pack was taken.', { cause: error });
  return error.findings;
}

/** Writes a pack with the fault, and expects it to be found there, with its line and its remedy. */
export async function expectFound(fault: Fault, folders: PackFolders): Promise<void> {
  const { file, from, to, at, atFile = file, what, remedy } = fault;
  const original = SOUND.get(file) ?? '';
  const changed = original.replace(from, () => to);
  expect(changed).not.toBe(original);
  const folder = await folders.write(new Map([...SOUND, [file, changed]]));
  const findings = await findingsIn(folder);
  expect(findings.map(describeFinding)).toContainEqual(expect.stringContaining(what));
  const path = join(folder, atFile);
  expect(findings.find((finding) => finding.what.includes(what))).toMatchObject({
    file: path,
    line: at === 'FIRST' ? 1 : await lineWith(path, at, fault.isLast),
    remedy: expect.stringContaining(remedy),
  });
}
