import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Cache } from './cache/cache.ts';
import type { CaseRef } from './case-ref.ts';

/** What was said in a case's thread, as far as it was seen. It is written only under the case's lease. */
const Conversation = z.array(
  z.object({
    ts: z.string(),
    author: z.string(),
    text: z.string(),
    /** When it was written, in milliseconds since 1970. */
    at: z.number(),
    /** Whether a curator has read this text. */
    read: z.boolean(),
  }),
);
export type Conversation = z.infer<typeof Conversation>;

export interface Conversations {
  /** Undefined when it is not there (any more). */
  get(ref: CaseRef): Promise<Conversation | undefined>;
  set(ref: CaseRef, conversation: Conversation): Promise<void>;
  forget(ref: CaseRef): Promise<void>;
}

/** Everything a cache holds of a case, for purging it as a whole. */
export const casePrefix = ({ workspace, caseId }: CaseRef): string => `${workspace}:${caseId}:`;

/** The case to which a key in the cache belongs; undefined for what belongs to none. */
export function caseOfKey(key: string): CaseRef | undefined {
  const [workspace, caseId, name] = key.split(':');
  return workspace && caseId && name !== undefined ? { workspace, caseId } : undefined;
}

/**
 * @param keepMs how long a message of a workspace is kept, in milliseconds; then its text goes, also while the talk goes
 * on
 */
export function createConversations(
  cache: Cache,
  keepMs: (workspace: string) => Promise<number>,
  clock: Clock,
): Conversations {
  const kept = (conversation: Conversation, ms: number) =>
    conversation.filter(({ at }) => at >= clock.now() - ms);
  const keyOf = (ref: CaseRef) => `${casePrefix(ref)}conversation`;
  return {
    get: async (ref) => {
      const parsed = Conversation.safeParse(await cache.get(keyOf(ref)));
      return parsed.success ? kept(parsed.data, await keepMs(ref.workspace)) : undefined;
    },
    set: async (ref, conversation) => {
      const ms = await keepMs(ref.workspace);
      const messages = kept(conversation, ms);
      // The store deletes a row as a whole: it goes with its oldest message, for Slack still has the newer ones.
      const oldest = Math.min(clock.now(), ...messages.map(({ at }) => at));
      return cache.set(keyOf(ref), messages, Math.max(1, oldest + ms - clock.now()));
    },
    forget: async (ref) => void (await cache.deletePrefix(casePrefix(ref))),
  };
}
