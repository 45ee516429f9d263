import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pack } from '../../src/advisor/pack.ts';
import type { Curator, Message } from '../../src/curator/curator.ts';
import { BREAKER, withBreaker } from '../../src/curator/llm/breaker.ts';
import { createChatClient } from '../../src/curator/llm/chat-client.ts';
import type { CompletionCache } from '../../src/curator/llm/completion-cache.ts';
import { createLlmCurators } from '../../src/curator/llm/llm-curator.ts';
import { createOfflineCurator } from '../../src/curator/offline/offline-curator.ts';
import { PACKAGE_ROOT } from '../../src/package-root.ts';
import { ownReady } from '../runner/own-guidance.ts';

/** A curator that reads with the model behind `baseUrl`. */
export async function llmCuratorAt(
  baseUrl: string,
  options: {
    limits?: { readMs: number; summariseMs: number; planMs?: number };
    cache?: CompletionCache;
  } = {},
): Promise<{ curator: Curator; pack: Pack }> {
  const { pack, lexicon } = await ownReady();
  const curator = createLlmCurators({
    chat: withBreaker(createChatClient({ apiKey: 'test-key', baseUrl, model: 'stand-in' }), BREAKER),
    model: 'stand-in',
    pack,
    lexicon,
    offline: createOfflineCurator(lexicon),
    templates: {
      read: await readFile(join(PACKAGE_ROOT, 'prompts', 'read.md'), 'utf8'),
      summarise: await readFile(join(PACKAGE_ROOT, 'prompts', 'summarise.md'), 'utf8'),
      plan: await readFile(join(PACKAGE_ROOT, 'prompts', 'plan.md'), 'utf8'),
    },
    cache: options.cache,
    ...(options.limits ? { limits: options.limits } : {}),
  })();
  return { curator, pack };
}

/** Messages of one author, a minute apart. */
export const messagesOf = (...texts: string[]): Message[] =>
  texts.map((text, index) => ({ id: `m-${index}`, author: 'UANA', text, at: 1_000 + index * 60_000 }));
