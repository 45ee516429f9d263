import type { Assessment } from '../../advisor/assessment.ts';
import type { Pack } from '../../advisor/pack.ts';
import {
  addUsages,
  type Curator,
  type Message,
  NO_USAGE,
  type Reading,
  type ReadRequest,
} from '../curator.ts';
import type { Lexicon } from '../lexicon.ts';
import { prepare } from '../readable-message.ts';
import { type Budget, withBudget } from './budget.ts';
import type { ChatClient } from './chat.ts';
import { type CompletionCache, withCompletionCache } from './completion-cache.ts';
import { countTokens } from './count-tokens.ts';
import { counting } from './counting.ts';
import { withDeadline } from './deadline.ts';
import { LlmError } from './llm-error.ts';
import { createMasking } from './mask.ts';
import { plan } from './plan.ts';
import { changingPart, type ReadPart, readPart } from './read-thread-part.ts';
import { readingPrompt } from './reading-prompt.ts';
import { readingRoom } from './reading-room.ts';
import { splitThread } from './split-thread.ts';
import { summarise } from './summarise.ts';

export interface LlmCuratorOptions {
  chat: ChatClient;
  /** Names the model in cache keys, beside the version of the pack. */
  model: string;
  pack: Pack;
  lexicon: Lexicon;
  /** Stands in when the model fails. */
  offline: Curator;
  templates: { read: string; summarise: string; plan: string };
  cache: CompletionCache | undefined;
  /** Milliseconds for a reading, a summary and a plan. */
  limits?: { readMs?: number; summariseMs?: number; planMs?: number };
}

/** What does not fit one call is read in so many at most. */
export const MOST_CALLS = 4;
const LIMITS = { readMs: 30_000, summariseMs: 6_000, planMs: 8_000 };

/**
 * Reads with a model. Whatever goes wrong with it, there is a reading: then the offline curator's, which says so.
 * @returns makes a curator that keeps within a budget; without one, nothing is booked
 */
export function createLlmCurators(options: LlmCuratorOptions): (budget?: Budget) => Curator {
  const { pack, lexicon, offline, templates, model } = options;
  const limits = { ...LIMITS, ...options.limits };
  const fixed = readingPrompt(templates.read, pack);
  const room = readingRoom(templates.read, pack);

  async function read(
    { messages, situation }: ReadRequest,
    chat: ChatClient,
    deadline: AbortSignal,
  ): Promise<Reading> {
    const masking = createMasking();
    const readables = new Map(messages.map((message) => [message.id, prepare(message, lexicon.moods)]));
    const ids = new Map(messages.map(({ id }, index) => [id, `m${index + 1}`]));
    const messageOf = new Map([...ids].map(([id, short]) => [short, id]));
    const speakers = new Map(
      [...new Set(messages.map(({ author }) => author))].map((author, index) => [author, `P${index + 1}`]),
    );
    const known = changingPart(situation, [], ids, speakers, masking);
    const { calls, unreadFrom } = splitThread(
      messages,
      { tokensPerCall: room - countTokens(known), calls: MOST_CALLS },
      (message: Message) => masking.mask(message.text),
    );
    const parts: ReadPart[] = [];
    for (const pieces of calls) {
      const changing = changingPart(situation, pieces, ids, speakers, masking);
      parts.push(await readPart(changing, messageOf, { chat, fixed, lexicon, masking, readables, deadline }));
    }
    return together(parts, unreadFrom, model);
  }

  /** How a request reaches the model: from the cache, else within the budget. */
  function chatFor(budget: Budget | undefined, scope: string | undefined, writtenAt: number): ChatClient {
    const chat = budget ? withBudget(options.chat, budget) : options.chat;
    if (!options.cache || scope === undefined) return chat;
    return withCompletionCache(chat, `${model} ${pack.version}`, options.cache, { scope, writtenAt });
  }

  return (budget) => ({
    async read(request) {
      if (request.messages.length === 0) return nothingToRead(model);
      const { chat, used } = counting(chatFor(budget, request.scope, oldest(request.messages)));
      try {
        return await withDeadline(limits.readMs, request.signal, (deadline) => read(request, chat, deadline));
      } catch (error) {
        request.signal?.throwIfAborted();
        if (!(error instanceof LlmError)) throw error;
        const reading = await offline.read(request);
        // What the model took before it failed counts too.
        const stoodIn = { ...reading, usage: used(), stoodInBecause: error.message };
        if (error.failure === 'limit') return { ...stoodIn, limitReached: error.message };
        return {
          ...stoodIn,
          notes: [...reading.notes, `I read offline this time, because ${error.message}.`],
        };
      }
    },
    summarise: ({ assessment, reading, scope, signal }) =>
      withDeadline(limits.summariseMs, signal, (deadline) =>
        summarise(assessment, {
          chat: chatFor(budget, scope, oldestFact(assessment)),
          pack,
          lexicon,
          template: templates.summarise,
          reading,
          deadline,
        }),
      ),
    plan: (request) =>
      withDeadline(limits.planMs, undefined, (deadline) =>
        plan(request, {
          chat: chatFor(budget, request.scope, oldestFact(request.assessment)),
          pack,
          template: templates.plan,
          deadline,
        }),
      ),
  });
}

/** When the oldest of some words was written, in milliseconds since 1970. */
const oldest = (words: readonly { at: number }[]): number => Math.min(...words.map(({ at }) => at));

const oldestFact = ({ situation }: Assessment): number =>
  oldest(situation.facts.map(({ evidence }) => evidence));

const nothingToRead = (model: string): Reading => ({
  statements: [],
  asks: [],
  usage: NO_USAGE,
  curator: 'llm',
  model,
  dropped: [],
  notes: [],
});

function together(parts: readonly ReadPart[], unreadFrom: Message | undefined, model: string): Reading {
  const proposal = parts.map((part) => part.proposal).findLast((each) => each !== undefined);
  return {
    statements: parts.flatMap((part) => part.statements),
    asks: parts.flatMap((part) => part.asks),
    ...(proposal ? { proposal } : {}),
    usage: parts.reduce((sum, part) => addUsages(sum, part.usage), NO_USAGE),
    curator: 'llm',
    model,
    dropped: parts.flatMap((part) => part.dropped),
    notes: unreadFrom
      ? [
          `That was a lot: I read up to the message that begins “${unreadFrom.text.slice(0, 40)}”. Tell me what matters of the rest.`,
        ]
      : [],
  };
}
