import type { ThreadReader } from '../cases/read-thread.ts';
import type { Config } from '../config.ts';
import { createCurators } from '../curators.ts';
import { readyPack } from '../ready-pack.ts';

/** What the commands without Slack read with: the model where one is configured, else offline. */
export async function createThreadReader(config: Config): Promise<ThreadReader> {
  const ready = await readyPack(config.guidanceDir);
  const between = config.llm && (await import('../curator/llm/observed-chat.ts')).observed;
  const { offline, llm } = await createCurators(config, ready, undefined, between);
  return { pack: ready.pack, curator: llm ?? offline, answer: ready.answer };
}
