import type { FactValue } from '../../advisor/fact.ts';
import type { Proposal } from '../../advisor/verdict.ts';
import { originalPart } from '../../text/normalise.ts';
import { type Ask, type Curator, type Message, NO_SUMMARY, NO_USAGE, type Reading } from '../curator.ts';
import type { Lexicon } from '../lexicon.ts';
import { planOffline } from '../plan.ts';
import { prepare, type ReadableMessage } from '../readable-message.ts';
import { verifyFacts } from '../verify/verify-facts.ts';
import { findFacts } from './find-facts.ts';
import { propose } from './propose.ts';
import { featuresOf, knownFacts } from './route-features.ts';
import { type RouteWeights, type Weigh, weigherOf } from './route-weights.ts';

/**
 * Reads with the pack's cues: no model, no network, and every fact can be traced to the wording that gave it.
 * @param weights how much words and facts weigh for each route; without them nothing is proposed
 */
export function createOfflineCurator(lexicon: Lexicon, weights?: RouteWeights): Curator {
  const weigh = weights && weigherOf(weights);
  return {
    async read({ messages, situation }): Promise<Reading> {
      const read = messages.map((message) => readMessage(message, lexicon));
      const statements = read.flatMap(({ statements }) => statements);
      const proposal = weigh && proposalFor(read, [...situation.facts, ...statements], lexicon, weigh);
      return {
        statements,
        asks: read.flatMap(({ asks }) => asks),
        ...(proposal ? { proposal } : {}),
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
function readMessage(message: Message, lexicon: Lexicon): ReadMessage {
  const readable = prepare(message, lexicon.moods);
  const facts = findFacts(readable, lexicon);
  const { statements, dropped } = verifyFacts(facts, new Map([[message.id, readable]]), lexicon);
  return { statements, dropped, asks: asksIn(readable, lexicon), readable };
}

interface ReadMessage extends Pick<Reading, 'statements' | 'dropped' | 'asks'> {
  readable: ReadableMessage;
}

function proposalFor(
  read: readonly ReadMessage[],
  facts: readonly { key: string; value: FactValue }[],
  lexicon: Lexicon,
  weigh: Weigh,
): Proposal | undefined {
  const known = knownFacts(facts, lexicon);
  const features = featuresOf(
    read.map(({ readable }) => readable),
    known,
  );
  return propose(features, known, weigh);
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
