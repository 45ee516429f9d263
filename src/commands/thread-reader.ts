import type { ThreadReader } from '../cases/read-thread.ts';
import type { Config } from '../config.ts';
import { observed } from '../curator/llm/observed-chat.ts';
import { createCurators } from '../curators.ts';
import { readyPack } from '../ready-pack.ts';

/** What the commands without Slack read with: the model where one is configured, else offline. */
export async function createThreadReader(config: Config): Promise<ThreadReader> {
  const ready = await readyPack(config.guidanceDir);
  const { offline, llm } = await createCurators(config, ready, undefined, observed);
  return { pack: ready.pack, curator: llm ?? offline, answer: ready.answer };
}
