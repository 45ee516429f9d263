import { Route } from '../../advisor/routes.ts';
import { type Situation, valuesOf } from '../../advisor/situation.ts';
import { type Ask, addUsages, type ReadFact, type Usage } from '../curator.ts';
import type { Lexicon } from '../lexicon.ts';
import type { ReadableMessage } from '../readable-message.ts';
import { findQuote } from '../verify/find-quote.ts';
import { type Verified, verifyFacts } from '../verify/verify-facts.ts';
import type { ChatClient } from './chat.ts';
import { LlmError } from './llm-error.ts';
import type { Masking } from './mask.ts';
import { parseAnswer } from './parse-answer.ts';
import { LenientReadingAnswer, type ReadingAnswer, readingSchema } from './reading-schema.ts';
import type { Piece } from './split-thread.ts';

/** What it takes to have one part of a thread read. */
export interface PartReader {
  chat: ChatClient;
  /** The byte-stable prompt. */
  fixed: string;
  lexicon: Lexicon;
  masking: Masking;
  readables: ReadonlyMap<string, ReadableMessage>;
  deadline: AbortSignal;
}

/** One part, read and verified. */
export interface ReadPart extends Verified {
  asks: Ask[];
  proposal: { route: Route; restsOn: string[] } | undefined;
  usage: Usage;
}

const MAX_OUTPUT_TOKENS = 800;
/** Fewer survivors than this share of at least so many facts are too few: the model is asked once more. */
const ENOUGH_SURVIVE = 0.5;
const FACTS_TO_JUDGE = 3;

/** The user's part of a call: what is known, then the messages, each a line of JSON so that none can pass for another. */
export function changingPart(
  situation: Situation,
  pieces: readonly Piece[],
  ids: ReadonlyMap<string, string>,
  speakers: ReadonlyMap<string, string>,
  masking: Masking,
): string {
  const known = [...valuesOf(situation)]
    .map(([key, value]) => `${key}=${masking.mask(String(value))}`)
    .join('; ');
  const lines = pieces.map(({ message, text }) =>
    JSON.stringify({ id: ids.get(message.id), by: speakers.get(message.author), text }),
  );
  return [`Known so far: ${known === '' ? 'nothing' : known}`, 'Messages:', ...lines].join('\n');
}

/**
 * Has one part of a thread read. An answer that cannot be read, or of whose facts too few survive verification, is
 * asked for once more, with what was wrong.
 * @throws LlmError when there is no usable answer after that either
 */
export async function readPart(
  changing: string,
  messageOf: ReadonlyMap<string, string>,
  reader: PartReader,
): Promise<ReadPart> {
  const first = await tryOnce(changing, messageOf, reader, false);
  if (!('again' in first)) return first;
  const second = await tryOnce(`${changing}\n\n${first.again}`, messageOf, reader, true);
  if (!('again' in second)) return { ...second, usage: addUsages(first.usage, second.usage) };
  throw new LlmError(
    second.readable
      ? 'most of what the model noted does not stand in your messages'
      : 'the answer of the model could not be read',
  );
}

interface Unsatisfying {
  /** What the model is told for its second attempt. */
  again: string;
  /** It is the object that was asked for, though too little of it holds. */
  readable: boolean;
  usage: Usage;
}

async function tryOnce(
  changing: string,
  messageOf: ReadonlyMap<string, string>,
  reader: PartReader,
  isRepair: boolean,
): Promise<ReadPart | Unsatisfying> {
  const { chat, fixed, lexicon, deadline } = reader;
  const { text, usage } = await chat.ask(
    {
      fixed,
      changing,
      schema: readingSchema([...lexicon.facts.keys()]),
      maxOutputTokens: MAX_OUTPUT_TOKENS,
      isRepair,
    },
    deadline,
  );
  let answer: ReadingAnswer;
  try {
    answer = parseAnswer(text, LenientReadingAnswer);
  } catch {
    return {
      again: 'Your last answer was not the JSON object asked for. Answer with that object only.',
      readable: false,
      usage,
    };
  }
  const part = verified(answer, messageOf, reader, usage);
  const survived = part.statements.length;
  if (answer.facts.length >= FACTS_TO_JUDGE && survived < ENOUGH_SURVIVE * answer.facts.length) {
    const faults = part.dropped.slice(0, 5).map(({ fact, why }) => `${fact.key}: ${why}`);
    return {
      again: `Of your last answer these facts did not hold: ${faults.join('; ')}. Quote exactly, and leave out what no sentence carries.`,
      readable: true,
      usage,
    };
  }
  return part;
}

function verified(
  answer: ReadingAnswer,
  messageOf: ReadonlyMap<string, string>,
  { masking, readables, lexicon }: PartReader,
  usage: Usage,
): ReadPart {
  const original = (id: string) => messageOf.get(id) ?? id;
  const facts: ReadFact[] = answer.facts.map(({ key, value, quote, message }) => ({
    key,
    value: masking.unmask(value),
    quote: masking.unmask(quote),
    message: original(message),
  }));
  const checked = withoutDoubtful(verifyFacts(onePerKey(facts), readables, lexicon), readables);
  const asks = answer.asks
    .map(({ text, message }) => ({ text: masking.unmask(text), message: original(message) }))
    .filter(({ text, message }) => {
      const readable = readables.get(message);
      return readable && findQuote(text, readable);
    });
  const route = Route.safeParse(answer.route);
  return {
    ...checked,
    asks,
    proposal: route.success ? { route: route.data, restsOn: answer.rests_on } : undefined,
    usage,
  };
}

/** A model may have obeyed who gives it orders: of such a message only what is stated is taken. */
function withoutDoubtful(
  { statements, dropped }: Verified,
  readables: ReadonlyMap<string, ReadableMessage>,
): Verified {
  const givesOrders = (id: string) => (readables.get(id)?.orders.size ?? 0) > 0;
  const doubtful = statements.filter(
    ({ state, evidence }) => state === 'inferred' && givesOrders(evidence.message),
  );
  return {
    statements: statements.filter((statement) => !doubtful.includes(statement)),
    dropped: [
      ...dropped,
      ...doubtful.map(({ key, value, evidence: { quote, message } }) => ({
        fact: { key, value, quote, message },
        why: 'its message gives orders to the reader',
      })),
    ],
  };
}

/** A message says one thing of a key; of two the first counts. */
function onePerKey(facts: readonly ReadFact[]): ReadFact[] {
  const seen = new Set<string>();
  return facts.filter(({ key, message }) => {
    const name = `${message} ${key}`;
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}
