import type { ThreadReader } from '../cases/read-thread.ts';
import type { Config } from '../config.ts';
import { createAnswerer } from '../curator/answer/answer.ts';
import { createCurators } from '../curators.ts';
import { loadPack } from '../pack/load.ts';
import { packFolders } from '../pack-folders.ts';

/** What the commands without Slack read with: the model where one is configured, else offline. */
export async function createThreadReader(config: Config): Promise<ThreadReader> {
  const pack = await loadPack(packFolders(config.guidanceDir));
  const { offline, llm } = await createCurators(config, pack, undefined);
  return { pack, curator: llm ?? offline, answer: createAnswerer(pack) };
}
