import { originalPart } from '../../text/normalise.ts';
import { type Ask, type Curator, type Message, NO_SUMMARY, NO_USAGE, type Reading } from '../curator.ts';
import type { Lexicon } from '../lexicon.ts';
import { planOffline } from '../plan.ts';
import { prepare, type ReadableMessage } from '../readable-message.ts';
import { verifyFacts } from '../verify/verify-facts.ts';
import { findFacts } from './find-facts.ts';

/** Reads with the pack's cues: no model, no network, and every fact can be traced to the wording that gave it. */
export function createOfflineCurator(lexicon: Lexicon): Curator {
  return {
    async read({ messages }): Promise<Reading> {
      const read = messages.map((message) => readMessage(message, lexicon));
      return {
        statements: read.flatMap(({ statements }) => statements),
        asks: read.flatMap(({ asks }) => asks),
        usage: NO_USAGE,
        curator: 'offline',
        dropped: read.flatMap(({ dropped }) => dropped),
        notes: [],
      };
    },
    summarise: async () => NO_SUMMARY,
    plan: async (request) => planOffline(request),
  };
}

/** All that is asked of a message is asked before the next: what its phrases found is known until then. */
function readMessage(message: Message, lexicon: Lexicon): Pick<Reading, 'statements' | 'dropped' | 'asks'> {
  const readable = prepare(message, lexicon.moods);
  const facts = findFacts(readable, lexicon);
  const verified = verifyFacts(facts, new Map([[message.id, readable]]), lexicon);
  return { ...verified, asks: asksIn(readable, lexicon) };
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
