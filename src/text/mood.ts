import { isDisguised } from './disguised.ts';
import { compilePhrase, type Phrase } from './phrase.ts';
import type { PhraseMatch } from './phrase-search.ts';
import { clauseAt, type ReadableText, type Sentence } from './readable.ts';
import type { Searchable } from './searchable.ts';
import type { Span } from './sentences.ts';
import { firstBeginningAt } from './sorted.ts';

/** Phrases by mood; the pack's moods.yaml. */
export type MoodLists = Record<
  | 'question_openings'
  | 'asks_indirectly'
  | 'plan'
  | 'supposed'
  | 'doubted'
  | 'denials'
  | 'no_denials'
  | 'elsewhere'
  | 'past'
  | 'since'
  | 'untrue'
  | 'instructions'
  | 'orders'
  | 'plain_yes'
  | 'plain_no'
  | 'plain_about',
  readonly string[]
>;

/** What stands in the way of taking a stretch of a sentence as a statement about the team. */
export interface Mood {
  question: boolean;
  plan: boolean;
  /** It only imagines: "if we had". */
  supposed: boolean;
  denied: boolean;
  doubted: boolean;
  /** It is about somebody else. */
  elsewhere: boolean;
  /** It was so and is so no more: "we used to", "until spring". */
  past: boolean;
}

export interface MoodReader {
  /** How the stretch `span` of a sentence is meant; what fills its gaps may deny it: "have no RAG" for "have … RAG". */
  moodAt(text: ReadableText, sentence: Sentence, span: Span & Partial<PhraseMatch>): Mood;
  /** Whether a sentence gives the reader orders instead of telling of the team. */
  isInstruction(text: ReadableText, sentence: Sentence): boolean;
  /** How often a text denies something. */
  countDenials(text: ReadableText): number;
  /** Whether a sentence asks something. */
  isQuestion(text: ReadableText, sentence: Sentence): boolean;
  /** Where a sentence that ends in a question mark begins to ask; undefined for one that does not. */
  asksFrom(text: ReadableText, sentence: Sentence): number | undefined;
}

/** A denial reaches this many words to the right, within its clause; the items of a list after it count as one word. */
const DENIAL_REACH = 8;
/** Behind a plan's object: "a search index next quarter". */
const PLANNED_AFTER = /\b(?:planned|next (?:week|month|quarter|year|sprint)|soon)\b/u;
/** Behind a statement that is not the speaker's own: "…, or so they said". */
const TOLD_BY_OTHERS =
  /\bor so (?:they|he|she|their|his|her|the)\b|\b(?:they|he|she) (?:say|says|said|claim|claims|claimed|told me|swears?)\b/u;
/** So many words may stand before the word that opens a question: "so, should we". */
const WORDS_BEFORE_OPENING = 2;

/** What is found out about a sentence once, for all that stands in it. */
interface Whole {
  /** From where on it asks something. */
  asks: number | undefined;
  contradicted: boolean;
  /** Whether it has a word of `PLANNED_AFTER`, `TOLD_BY_OTHERS` or `LISTS` at all: it is looked for where only then. */
  plans: boolean;
  tells: boolean;
  lists: boolean;
  moods: { span: Span; mood: Mood }[];
}

/** Reads moods with the pack's lists. @throws SyntaxError for a phrase that cannot be compiled */
export function createMoodReader(lists: MoodLists, words: ReadonlyMap<string, string>): MoodReader {
  const anyOf = (name: keyof MoodLists): Phrase => compilePhrase(lists[name].join('|'), words);
  const openings = anyOf('question_openings');
  const indirect = anyOf('asks_indirectly');
  const plan = anyOf('plan');
  const supposed = anyOf('supposed');
  const doubted = anyOf('doubted');
  const denials = anyOf('denials');
  const noDenials = anyOf('no_denials');
  const elsewhere = anyOf('elsewhere');
  const past = anyOf('past');
  const since = anyOf('since');
  const untrue = anyOf('untrue');
  const instructions = anyOf('instructions');
  const orders = anyOf('orders');

  function isDenied(text: Searchable, before: Span): boolean {
    const reach = { start: endOfStatement(text.text, before), end: before.end };
    const all = denials.find(text, reach);
    if (all.length === 0) return false;
    const harmless = noDenials.find(text, reach);
    const counted = all.filter((denial) => {
      if (harmless.some((other) => other.start <= denial.start && denial.start < other.end)) return false;
      return wordsOfList(text.text.slice(denial.end, reach.end)) <= DENIAL_REACH;
    });
    return counted.length % 2 === 1;
  }

  /** "It is not true that …" turns round what follows; its own "not" is no denial of that once more. */
  function isDeniedAt(text: Searchable, sentence: Span, before: Span): boolean {
    const falsely = untrue.find(text, { start: sentence.start, end: before.end }).at(-1);
    if (!falsely) return isDenied(text, before);
    const isTrue = isDenied(text, { start: sentence.start, end: falsely.start });
    return isDenied(text, { start: Math.max(before.start, falsely.end), end: before.end }) === isTrue;
  }

  const isDeniedWithin = (text: Searchable, gaps: readonly Span[]): boolean =>
    gaps.filter((gap) => denials.standsIn(text, gap) && !noDenials.standsIn(text, gap)).length % 2 === 1;

  /** "It used to copy, but since May it invents": what is over ends where the present begins. */
  function isOver(text: Searchable, sentence: Span, span: Span): boolean {
    const last = past.find(text, { start: sentence.start, end: span.end }).at(-1);
    return (
      last !== undefined &&
      !(last.end < span.start && since.standsIn(text, { start: last.end, end: span.start }))
    );
  }

  /** Where a sentence begins to ask: "We have 500 rows, is that enough?" asks from its comma on. */
  function asksFrom({ text, searchable }: ReadableText, sentence: Sentence): number | undefined {
    if (!/[?？]["')\]*_~]*$/u.test(text.slice(sentence.start, sentence.end))) return undefined;
    for (const opening of openings.find(searchable, sentence)) {
      const clause = clauseAt(sentence, opening.start);
      const comma = text.slice(clause.start, opening.start).lastIndexOf(',');
      const start = clause.start + comma + 1;
      if (countWords(text.slice(start, opening.start)) <= WORDS_BEFORE_OPENING) return start;
    }
    return sentence.start;
  }

  /** What was found out about a sentence: several facts may stand in one, and each is asked for more than once. */
  let wholes = new Map<Sentence, Whole>();
  let wholesOf: ReadableText | undefined;
  function wholeOf(text: ReadableText, sentence: Sentence): Whole {
    if (wholesOf !== text) {
      // A map that is cleared goes on to hold what it held, until all of the memory is gone through.
      wholes = new Map();
      wholesOf = text;
    }
    const before = wholes.get(sentence);
    if (before) return before;
    const words = text.searchable.text.slice(sentence.start, sentence.end);
    const whole: Whole = {
      asks: asksFrom(text, sentence),
      contradicted: isContradicted(text, sentence),
      plans: PLANNED_AFTER.test(words),
      tells: TOLD_BY_OTHERS.test(words),
      lists: LISTS.test(text.text.slice(sentence.start, sentence.end)),
      moods: [],
    };
    wholes.set(sentence, whole);
    return whole;
  }

  return {
    moodAt(text, sentence, span) {
      const whole = wholeOf(text, sentence);
      const known = whole.moods.find((each) => each.span === span);
      if (known) return known.mood;
      const { asks, contradicted } = whole;
      const clause = clauseAt(sentence, span.start);
      const before = {
        start: whole.lists ? startOfScope(text.text, sentence, clause) : clause.start,
        end: span.start,
      };
      const within = { start: clause.start, end: Math.max(clause.end, span.end) };
      const ready = text.searchable;
      const mood: Mood = {
        question: (asks !== undefined && span.end > asks) || indirect.standsIn(ready, within),
        plan:
          plan.standsIn(ready, before) ||
          (whole.plans && PLANNED_AFTER.test(ready.text.slice(span.end, clause.end))),
        supposed: supposed.standsIn(ready, { start: sentence.start, end: span.end }),
        denied: isDeniedAt(ready, sentence, before) !== isDeniedWithin(ready, span.gaps ?? []),
        doubted: contradicted || doubted.standsIn(ready, within),
        elsewhere:
          elsewhere.standsIn(ready, { start: sentence.start, end: span.start }) ||
          (whole.tells && TOLD_BY_OTHERS.test(ready.text.slice(span.end, sentence.end))),
        past: isOver(ready, sentence, { start: span.start, end: within.end }),
      };
      whole.moods.push({ span, mood });
      return mood;
    },
    countDenials: ({ searchable: text }) => denials.find(text).length - noDenials.find(text).length,
    isInstruction: ({ text, searchable: ready }, sentence) =>
      instructions.standsIn(ready, sentence) ||
      orders
        .find(ready, sentence)
        .some((order) => OPENS_ORDER.test(ready.text.slice(sentence.start, order.start))) ||
      isDisguised(text.slice(sentence.start, sentence.end)),
    isQuestion: (text, sentence) =>
      asksFrom(text, sentence) !== undefined || indirect.standsIn(text.searchable, sentence),
    asksFrom,
  };
}

/**
 * Where a denial before a place can stand at the earliest: behind the last comma, unless the commas make a list that
 * ends in "or": "no reranker, hybrid search or rewriting".
 */
function endOfStatement(text: string, { start, end }: Span): number {
  const before = text.slice(start, end);
  const comma = before.lastIndexOf(',');
  if (comma === -1) return start;
  const sinceComma = before.slice(comma + 1);
  const listed = LISTS.test(sinceComma) || LIST_GOES_ON.test(text.slice(end));
  return listed && countWords(sinceComma) <= WORDS_OF_ITEM ? start : start + comma + 1;
}

/** A short clause with "or" and nothing done in it is the last item of a list, and belongs to what stands before. */
function startOfScope(text: string, { clauses }: Sentence, clause: Span): number {
  const words = text.slice(clause.start, clause.end).replace(/[.?!]+$/u, '');
  const item = LISTS.test(words) && countWords(words) <= WORDS_OF_LAST_ITEM && !DOES_SOMETHING.test(words);
  const previous = clauses[clauses.findIndex(({ start }) => start === clause.start) - 1];
  return item && previous ? previous.start : clause.start;
}

const LISTS = /\b(?:or|nor)\b/u;
const WORDS_OF_LAST_ITEM = 6;
const DOES_SOMETHING =
  /\b(?:we|i|it|they|he|she|you|is|are|was|were|has|have|had|do|does|did|can|will|would)\b/iu;

/** An item of a list has few words, and "or" comes soon behind it. */
const WORDS_OF_ITEM = 5;
const LIST_GOES_ON = /^\S*(?:\s+[^\s,;]+){0,3}\s+(?:or|nor)\s/u;

/** The words between a denial and what it may deny; all the items of a list but the first count for nothing. */
const wordsOfList = (text: string): number =>
  countWords(text.includes(',') ? text.slice(0, text.indexOf(',')) : text);

/** "Ben says we have it. He is wrong." */
function isContradicted({ text, sentences }: ReadableText, sentence: Sentence): boolean {
  const next = sentences[firstBeginningAt(sentences, sentence.end)];
  if (!next || !CONTRADICTED.test(text.slice(next.start, next.end))) return false;
  return REPORTED.test(text.slice(sentence.start, sentence.end));
}

const REPORTED = /\b(?:says|said|claims|claimed|thinks|believes|insists|told)\b/iu;
const CONTRADICTED =
  /^(?:he|she|they|that|this|it|which)(?:'s| is| was|'re| are| were) (?:just |simply |plain )?(?:wrong|untrue|not true|false|nonsense|mistaken|lying)\b/iu;

/** What may stand before the verb of an order. */
const OPENS_ORDER =
  /^[^\p{L}\p{N}]*(?:(?:please|and|then|also|now|so|but|just|kindly|okay|ok|hey|first|next|finally|und|y|bitte|por favor)[^\p{L}\p{N}]+)*$/u;

const countWords = (text: string): number => text.split(/\s+/).filter(Boolean).length;
