import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../src/package-root.ts';

/** Folders with situations that are learnt from. What is held apart is not among them. */
export const LEARNT_FROM = ['cases', 'learnt'].map((name) => join(PACKAGE_ROOT, 'test', 'golden', name));

/** What tells which facts are known of a situation, and which problems there are. */
const CUES = ['facts.yaml', 'moods.yaml', 'problems.yaml', 'words.yaml'];

/**
 * A hash of the situations and cues that weights are learnt from: where it is another, `npm run learn` has to be run again.
 * How they are read is not in it; whoever changes that, learns anew without being told.
 */
export async function hashOfLearntFrom(): Promise<string> {
  const files = CUES.map((name) => join(PACKAGE_ROOT, 'prompts', name));
  for (const folder of LEARNT_FROM)
    files.push(
      ...(await readdir(folder))
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => join(folder, name)),
    );
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(file)).update('\0');
  return hash.digest('hex');
}
