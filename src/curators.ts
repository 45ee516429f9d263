import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Curator } from './curator/curator.ts';
import type { Budget } from './curator/llm/budget.ts';
import type { ChatClient } from './curator/llm/chat.ts';
import type { CompletionCache } from './curator/llm/completion-cache.ts';
import { createOfflineCurator } from './curator/offline/offline-curator.ts';
import { weightsFor } from './curator/offline/route-weights.ts';
import type { ReadyPack } from './curator/ready-pack.ts';
import { readRouteWeights } from './read-route-weights.ts';
import { readTemplate } from './read-template.ts';
import type { Cache } from './store/cache/cache.ts';
import type { CaseRef } from './store/case-ref.ts';
import { caseOfKey } from './store/conversations.ts';

/** The curators of a process: with a model when one is configured, and always one without. */
export interface Curators {
  offline: Curator;
  /** Undefined when no model is configured. */
  llm: Curator | undefined;
  /** A model that reads with a pack, within a budget; where it is none of those set up, the offline curator. */
  within(ready: ReadWith, model: string | undefined, budget: () => Budget): Curator;
  /** What feedback is kept with: a short hash of the prompt templates, and the model. */
  versions: { prompts: string; model: string };
}

/** What a process that serves workspaces has beside the curators. */
export interface CuratorSurroundings {
  /** Keeps completions. */
  cache: Cache;
  /** Whether a case is still there. */
  exists(ref: CaseRef): Promise<boolean>;
  clock: Clock;
  /** How long message text of a workspace may be kept, in milliseconds. */
  retentionMs(workspace: string): Promise<number>;
  /** The models that workspaces may choose among. */
  models: readonly string[];
  log: Logger;
}

/** What it takes of a pack to read with it. */
type ReadWith = Pick<ReadyPack, 'pack' | 'lexicon'>;

/** The curators that read with one pack. */
interface Readers {
  offline: Curator;
  byModel: ReadonlyMap<string, (budget?: Budget) => Curator>;
}

/**
 * @param usual the pack of the curators that are not asked for by workspace
 * @param between stands between the curator and the model, such as a recorder
 */
export async function createCurators(
  config: Pick<Config, 'llm'>,
  usual: ReadWith,
  around?: CuratorSurroundings,
  between?: (chat: ChatClient) => ChatClient,
): Promise<Curators> {
  const templates = {
    read: await readTemplate('read.md'),
    summarise: await readTemplate('summarise.md'),
    plan: await readTemplate('plan.md'),
  };
  const weights = await readRouteWeights();
  const prompts = createHash('sha256').update(JSON.stringify(templates)).digest('hex').slice(0, 12);
  if (!config.llm) {
    const readers = perPack(({ pack, lexicon }) => createOfflineCurator(lexicon, weightsFor(weights, pack)));
    return {
      offline: readers(usual),
      llm: undefined,
      within: readers,
      versions: { prompts, model: 'offline' },
    };
  }
  const { llm } = config;
  // Without a model nobody waits for its libraries.
  const { createChat } = await import('./curator/llm/create-chat.ts');
  const { createLlmCurators } = await import('./curator/llm/llm-curator.ts');
  const chatWith = (model: string): ChatClient =>
    createChat(
      { ...llm, model },
      {
        between,
        // Who runs a command waits for each answer; a process that serves many leaves a server alone that fails.
        onBreak:
          around && ((state) => around.log.warn({ model, state }, 'whether the model is asked changed')),
      },
    );
  // A server that fails does so for all workspaces: whatever guidance they read with, they share the way to it.
  const chats = [...new Set([llm.model, ...(around?.models ?? [])])].map(
    (model) => [model, chatWith(model)] as const,
  );
  const cache = around && completionsIn(around);
  const readersOf = perPack(({ pack, lexicon }): Readers => {
    const offline = createOfflineCurator(lexicon, weightsFor(weights, pack));
    const common = { pack, lexicon, offline, templates, cache, limits: { readMs: llm.timeoutMs } };
    return {
      offline,
      byModel: new Map(chats.map(([model, chat]) => [model, createLlmCurators({ ...common, chat, model })])),
    };
  });
  const { offline, byModel } = readersOf(usual);
  return {
    offline,
    llm: byModel.get(llm.model)?.(),
    within: (ready, model, budget) => {
      const readers = readersOf(ready);
      return readers.byModel.get(model ?? '')?.(budget()) ?? readers.offline;
    },
    versions: { prompts, model: llm.model },
  };
}

/** Made once for each pack, and kept as long as that. */
function perPack<T>(make: (ready: ReadWith) => T): (ready: ReadWith) => T {
  const known = new WeakMap<ReadWith, T>();
  return (ready) => {
    const made = known.get(ready) ?? make(ready);
    known.set(ready, made);
    return made;
  };
}

/** A completion is good for as long as the same thing may be asked again. */
const KEEP_MS = 24 * 60 * 60 * 1000;

/** Completions quote what people wrote: they go when that is too old to be kept, and with their case. */
export function completionsIn({
  cache,
  exists,
  clock,
  retentionMs,
}: Omit<CuratorSurroundings, 'log' | 'models'>): CompletionCache {
  return {
    get: async (key) => z.string().safeParse(await cache.get(key)).data,
    set: async (key, text, writtenAt) => {
      const ref = caseOfKey(key);
      const keptMs = ref ? await retentionMs(ref.workspace) : 0;
      const ttl = Math.min(KEEP_MS, writtenAt + keptMs - clock.now());
      if (ttl <= 0) return;
      await cache.set(key, text, ttl);
      // A case that was forgotten while the model answered has been purged already.
      if (ref && !(await exists(ref))) await cache.delete(key);
    },
  };
}
