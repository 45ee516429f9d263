import { clauses } from './clauses.ts';
import { comparable, index, SENTENCE_BORDER, type Searchable } from './searchable.ts';
import { type Span, sentences } from './sentences.ts';
import { firstBeginningAt, firstEndingBehind } from './sorted.ts';

/** A sentence and its clauses; all are places in the whole text. */
export interface Sentence extends Span {
  clauses: readonly Span[];
}

/** A normalised text, taken apart once for everything that reads it. */
export interface ReadableText {
  text: string;
  searchable: Searchable;
  sentences: readonly Sentence[];
}

/** Takes a normalised text apart. No phrase is found across the end of a sentence. */
export function readable(text: string): ReadableText {
  const spans = sentences(text);
  return {
    text,
    searchable: index(withoutAnswers(withBorders(comparable(withoutLinks(text)), spans), spans)),
    sentences: spans.map((span) => ({ start: span.start, end: span.end, clauses: clauses(text, span) })),
  };
}

/** The clause in which a place of the text lies; the sentence when it lies on a border. */
export const clauseAt = (sentence: Sentence, place: number): Span =>
  sentence.clauses.find((clause) => clause.start <= place && place < clause.end) ?? sentence;

/** The sentence that holds a stretch of the text; undefined when none holds all of it. */
export function sentenceOf({ sentences: all }: ReadableText, span: Span): Sentence | undefined {
  const sentence = all[firstEndingBehind(all, span.end - 1)];
  return sentence && sentence.start <= span.start ? sentence : undefined;
}

/** The sentences that a stretch touches, as one. */
export function sentencesAround({ sentences: all }: ReadableText, span: Span): Sentence {
  const touched = all.slice(firstEndingBehind(all, span.start), firstBeginningAt(all, span.end));
  const [first] = touched;
  if (first && touched.length === 1) return first;
  return {
    start: touched.at(0)?.start ?? span.start,
    end: touched.at(-1)?.end ?? span.end,
    clauses: touched.flatMap((sentence) => sentence.clauses),
  };
}

function withBorders(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { end } of spans) {
    if (text[end] !== ' ') continue;
    parts.push(text.slice(at, end), SENTENCE_BORDER);
    at = end + 1;
  }
  return parts.join('') + text.slice(at);
}

/** "No we have RAG": the first word answers whoever spoke before, and denies nothing of what follows. */
const ANSWERS_BEFORE =
  /^(?:(?:nope|nah|nein|no)(?: ?[,;:!]|(?= (?:we|i|it|it's|they|he|she|you|there|that|that's|this|our|my|the|wir|ich)(?![\p{L}\p{N}])))|nope|nah)(?![\p{L}\p{N}])/u;

function withoutAnswers(text: string, spans: readonly Span[]): string {
  let told = text;
  for (const { start, end } of spans) {
    const answer = ANSWERS_BEFORE.exec(told.slice(start, Math.min(end, start + LONGEST_ANSWER)))?.[0];
    if (answer) told = told.slice(0, start) + ' '.repeat(answer.length) + told.slice(start + answer.length);
  }
  return told;
}

/** The words of an address tell nothing: "/collect?q=facts". */
const withoutLinks = (text: string): string =>
  text.replace(/(?:https?:\/\/|www\.)[^\s<>|"')\]]+/g, (address) => ' '.repeat(address.length));

const LONGEST_ANSWER = 20;
