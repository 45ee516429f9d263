import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from './config.ts';
import type { Curator } from './curator/curator.ts';
import { type ChatClient, createChatClient } from './curator/llm/chat-client.ts';
import { type CompletionCache, createLlmCurator } from './curator/llm/llm-curator.ts';
import { createOfflineCurator } from './curator/offline/offline-curator.ts';
import { PACKAGE_ROOT } from './package-root.ts';
import type { ReadyPack } from './ready-pack.ts';
import type { Cache } from './store/cache/cache.ts';

/** The curators of a process: with a model when one is configured, and always one without. */
export interface Curators {
  offline: Curator;
  /** Undefined when no model is configured. */
  llm: Curator | undefined;
  /** What feedback is kept with: a short hash of the prompt templates, and the model. */
  versions: { prompts: string; model: string };
}

/**
 * @param cache keeps completions, where there is one
 * @param around what stands between the curator and the model, such as a recorder
 */
export async function createCurators(
  config: Pick<Config, 'llm'>,
  { pack, lexicon }: Pick<ReadyPack, 'pack' | 'lexicon'>,
  cache: Cache | undefined,
  around: (chat: ChatClient) => ChatClient = (chat) => chat,
): Promise<Curators> {
  const offline = createOfflineCurator(lexicon);
  const templates = {
    read: await template('read.md'),
    summarise: await template('summarise.md'),
    plan: await template('plan.md'),
  };
  const prompts = createHash('sha256').update(JSON.stringify(templates)).digest('hex').slice(0, 12);
  if (!config.llm) return { offline, llm: undefined, versions: { prompts, model: 'offline' } };
  const { model } = config.llm;
  const llm = createLlmCurator({
    chat: around(createChatClient(config.llm)),
    model,
    pack,
    lexicon,
    offline,
    templates,
    cache: cache && completionsIn(cache),
    limits: { readMs: config.llm.timeoutMs },
  });
  return { offline, llm, versions: { prompts, model } };
}

/**
 * Gives a workspace its curator: the model until its tokens of the day are used up, then the offline one, which says so.
 * @param tokensUsed how many a workspace has used today
 */
export const curatorFor =
  (
    { offline, llm }: Pick<Curators, 'offline' | 'llm'>,
    dailyTokenLimit: number,
    tokensUsed: (workspace: string) => Promise<number>,
  ) =>
  async (workspace: string): Promise<Curator> => {
    if (!llm) return offline;
    if ((await tokensUsed(workspace)) < dailyTokenLimit) return llm;
    return {
      read: async (request) => {
        const reading = await offline.read(request);
        return { ...reading, notes: [...reading.notes, LIMIT_REACHED] };
      },
      summarise: offline.summarise,
      plan: offline.plan,
    };
  };

const LIMIT_REACHED =
  "Today's limit of tokens for this workspace is reached, so I read offline until tomorrow (UTC).";

const template = (name: string): Promise<string> => readFile(join(PACKAGE_ROOT, 'prompts', name), 'utf8');

/** A completion is good for as long as the same thing may be asked again. */
const KEEP_MS = 24 * 60 * 60 * 1000;

const Completion = z.object({
  text: z.string(),
  usage: z.object({
    inputTokens: z.number(),
    cachedTokens: z.number(),
    outputTokens: z.number(),
    calls: z.number(),
  }),
});

const completionsIn = (cache: Cache): CompletionCache => ({
  get: async (key) => Completion.safeParse(await cache.get(key)).data,
  set: (key, answer) => cache.set(key, answer, KEEP_MS),
});
