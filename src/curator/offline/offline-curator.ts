import { originalPart } from '../../text/normalise.ts';
import { type Ask, type Curator, NO_SUMMARY, NO_USAGE, type Reading } from '../curator.ts';
import type { Lexicon } from '../lexicon.ts';
import { planOffline } from '../plan.ts';
import { prepare, type ReadableMessage } from '../readable-message.ts';
import { verifyFacts } from '../verify/verify-facts.ts';
import { findFacts } from './find-facts.ts';

/** Reads with the pack's cues: no model, no network, and every fact can be traced to the wording that gave it. */
export function createOfflineCurator(lexicon: Lexicon): Curator {
  return {
    async read({ messages }): Promise<Reading> {
      const readables = messages.map((message) => prepare(message, lexicon.moods));
      const facts = readables.flatMap((readable) => findFacts(readable, lexicon));
      const byId = new Map(readables.map((readable) => [readable.message.id, readable]));
      const { statements, dropped } = verifyFacts(facts, byId, lexicon);
      const asks = readables.flatMap((readable) => asksIn(readable, lexicon));
      return { statements, asks, usage: NO_USAGE, curator: 'offline', dropped, notes: [] };
    },
    summarise: async () => NO_SUMMARY,
    plan: async (request) => planOffline(request),
  };
}

/** The questions of a message; orders to the reader are none. */
export function asksIn(readable: ReadableMessage, lexicon: Lexicon): Ask[] {
  return readable.sentences
    .filter((sentence) => !readable.orders.has(sentence) && lexicon.moods.isQuestion(readable, sentence))
    .map((sentence) => ({
      text: originalPart(readable.message.text, readable.normalised, sentence.start, sentence.end),
      message: readable.message.id,
    }));
}
