import { join } from 'node:path';
import type { ThreadReader } from '../cases/read-thread.ts';
import { createAnswerer } from '../curator/answer/answer.ts';
import { createLexicon } from '../curator/lexicon.ts';
import { createOfflineCurator } from '../curator/offline/offline-curator.ts';
import { loadPack } from '../pack/load.ts';
import { PACKAGE_ROOT } from '../package-root.ts';

/** The folders of the pack: our own, and the company's when GUIDANCE_DIR names one. */
export const packFolders = (env: NodeJS.ProcessEnv): [string, ...string[]] => {
  const own = join(PACKAGE_ROOT, 'prompts');
  return env.GUIDANCE_DIR ? [own, env.GUIDANCE_DIR] : [own];
};

/** What the commands without Slack read with. */
export async function createThreadReader(env: NodeJS.ProcessEnv): Promise<ThreadReader> {
  const pack = await loadPack(packFolders(env));
  return { pack, curator: createOfflineCurator(createLexicon(pack)), answer: createAnswerer(pack) };
}
