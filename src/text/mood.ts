import { compilePhrase, type Phrase } from './phrase.ts';
import { clauseAt, type ReadableText, type Sentence } from './readable.ts';
import type { Searchable } from './searchable.ts';
import type { Span } from './sentences.ts';

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
  | 'instructions',
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
}

export interface MoodReader {
  /** How the stretch `span` of a sentence is meant. */
  moodAt(text: ReadableText, sentence: Sentence, span: Span): Mood;
  /** Whether a sentence gives the reader orders instead of telling of the team. */
  isInstruction(text: ReadableText, sentence: Sentence): boolean;
  /** Whether a sentence asks something. */
  isQuestion(text: ReadableText, sentence: Sentence): boolean;
}

/** A denial reaches this many words to the right, within its clause and not over a comma. */
const DENIAL_REACH = 7;
/** Behind a plan's object: "a search index next quarter". */
const PLANNED_AFTER = /\b(?:planned|next (?:week|month|quarter|year|sprint)|soon)\b/u;
/** So many words may stand before the word that opens a question: "so, should we". */
const WORDS_BEFORE_OPENING = 2;

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
  const instructions = anyOf('instructions');

  function isDenied(text: Searchable, before: Span): boolean {
    const comma = text.text.slice(before.start, before.end).lastIndexOf(',');
    const reach = { start: before.start + comma + 1, end: before.end };
    const harmless = noDenials.find(text, reach);
    const counted = denials.find(text, reach).filter((denial) => {
      if (harmless.some((other) => other.start <= denial.start && denial.start < other.end)) return false;
      return countWords(text.text.slice(denial.end, reach.end)) <= DENIAL_REACH;
    });
    return counted.length % 2 === 1;
  }

  /** Where a sentence begins to ask: "We have 500 rows, is that enough?" asks from its second clause on. */
  function asksFrom({ text, searchable }: ReadableText, sentence: Sentence): number | undefined {
    if (!/[?？]["')\]*_~]*$/u.test(text.slice(sentence.start, sentence.end))) return undefined;
    const first = sentence.clauses.find((clause) => {
      const opening = openings.find(searchable, clause)[0];
      return opening && countWords(text.slice(clause.start, opening.start)) <= WORDS_BEFORE_OPENING;
    });
    return first?.start ?? sentence.start;
  }

  return {
    moodAt(text, sentence, span) {
      const clause = clauseAt(sentence, span.start);
      const before = { start: clause.start, end: span.start };
      const within = { start: clause.start, end: Math.max(clause.end, span.end) };
      const asks = asksFrom(text, sentence);
      const ready = text.searchable;
      return {
        question: (asks !== undefined && span.end > asks) || indirect.standsIn(ready, within),
        plan: plan.standsIn(ready, before) || PLANNED_AFTER.test(ready.text.slice(span.end, clause.end)),
        supposed: supposed.standsIn(ready, { start: sentence.start, end: span.end }),
        denied: isDenied(ready, before),
        doubted: doubted.standsIn(ready, within),
        elsewhere: elsewhere.standsIn(ready, before),
      };
    },
    isInstruction: (text, sentence) => instructions.standsIn(text.searchable, sentence),
    isQuestion: (text, sentence) =>
      asksFrom(text, sentence) !== undefined || indirect.standsIn(text.searchable, sentence),
  };
}

const countWords = (text: string): number => text.split(/\s+/).filter(Boolean).length;
