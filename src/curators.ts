import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Pack } from './advisor/pack.ts';
import type { Config } from './config.ts';
import type { Curator } from './curator/curator.ts';
import { createLexicon } from './curator/lexicon.ts';
import { createChatClient } from './curator/llm/chat-client.ts';
import { type CompletionCache, createLlmCurator } from './curator/llm/llm-curator.ts';
import { createOfflineCurator } from './curator/offline/offline-curator.ts';
import { PACKAGE_ROOT } from './package-root.ts';
import type { Cache } from './store/cache/cache.ts';

/** The curators of a process: with a model when one is configured, and always one without. */
export interface Curators {
  offline: Curator;
  /** Undefined when no model is configured. */
  llm: Curator | undefined;
}

/** @param cache keeps completions, where there is one */
export async function createCurators(
  config: Pick<Config, 'llm'>,
  pack: Pack,
  cache: Cache | undefined,
): Promise<Curators> {
  const lexicon = createLexicon(pack);
  const offline = createOfflineCurator(lexicon);
  if (!config.llm) return { offline, llm: undefined };
  const { model } = config.llm;
  const [read, summarise] = await Promise.all([template('read.md'), template('summarise.md')]);
  const llm = createLlmCurator({
    chat: createChatClient(config.llm),
    model,
    pack,
    lexicon,
    offline,
    templates: { read, summarise },
    cache: cache && completionsIn(cache),
  });
  return { offline, llm };
}

/**
 * Gives a workspace its curator: the model until its tokens of the day are used up, then the offline one, which says so.
 * @param tokensUsed how many a workspace has used today
 */
export const curatorFor =
  ({ offline, llm }: Curators, dailyTokenLimit: number, tokensUsed: (workspace: string) => Promise<number>) =>
  async (workspace: string): Promise<Curator> => {
    if (!llm) return offline;
    if ((await tokensUsed(workspace)) < dailyTokenLimit) return llm;
    return {
      read: async (request) => {
        const reading = await offline.read(request);
        return { ...reading, notes: [...reading.notes, LIMIT_REACHED] };
      },
      summarise: offline.summarise,
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
