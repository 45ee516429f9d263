import type { ThreadReader } from '../cases/read-thread.ts';
import type { Config } from '../config.ts';
import { createAnswerer } from '../curator/answer/answer.ts';
import { createLexicon } from '../curator/lexicon.ts';
import { createOfflineCurator } from '../curator/offline/offline-curator.ts';
import { loadPack } from '../pack/load.ts';
import { packFolders } from '../pack-folders.ts';

/** What the commands without Slack read with. */
export async function createThreadReader(config: Config): Promise<ThreadReader> {
  const pack = await loadPack(packFolders(config.guidanceDir));
  return { pack, curator: createOfflineCurator(createLexicon(pack)), answer: createAnswerer(pack) };
}
