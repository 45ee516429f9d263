import { createHash } from 'node:crypto';
import { NO_USAGE } from '../curator.ts';
import type { ChatClient, ChatRequest } from './chat.ts';

/** A place for completions that may be used again. What cannot be read is not there. */
export interface CompletionCache {
  get(key: string): Promise<string | undefined>;
  /** @param writtenAt when the oldest of the words that it was made from was written, in milliseconds since 1970 */
  set(key: string, text: string, writtenAt: number): Promise<void>;
}

/** Whose words a request is made from, and since when they are there. */
export interface Provenance {
  /** Begins the key: a case's completions are purged with the case, and no other case ever sees them. */
  scope: string;
  writtenAt: number;
}

/**
 * The same question to the same model is answered from the cache, which is counted.
 * @param reader the model, and the version of the pack it reads with
 */
export function withCompletionCache(
  chat: ChatClient,
  reader: string,
  cache: CompletionCache,
  { scope, writtenAt }: Provenance,
): ChatClient {
  const keyOf = (request: ChatRequest) =>
    createHash('sha256')
      .update(JSON.stringify([reader, request.fixed, request.changing, request.schema]))
      .digest('hex');
  return {
    async ask(request, deadline) {
      const key = `${scope}completion:${keyOf(request)}`;
      const text = await cache.get(key);
      if (text !== undefined) return { text, usage: { ...NO_USAGE, cacheHits: 1 } };
      const answer = await chat.ask(request, deadline);
      await cache.set(key, answer.text, writtenAt);
      return answer;
    },
  };
}
