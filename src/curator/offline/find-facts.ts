import type { FactValue } from '../../advisor/fact.ts';
import type { FactDefinition } from '../../advisor/vocabulary.ts';
import { flat, originalPart } from '../../text/normalise.ts';
import type { Standing } from '../../text/phrase-index.ts';
import type { PhraseMatch } from '../../text/phrase-search.ts';
import { measureOf, readNumber } from '../../text/quantity.ts';
import { clauseAt, type Sentence, sentenceOf } from '../../text/readable.ts';
import type { Span } from '../../text/sentences.ts';
import { fitsBeside } from '../beside.ts';
import type { ReadFact } from '../curator.ts';
import type { CompiledCue, FactCue, FactLexicon, Lexicon } from '../lexicon.ts';
import { numbersFit } from '../numbers-fit.ts';
import { obstacle } from '../obstacle.ts';
import { quantitiesIn } from '../quantities-in.ts';
import { inUnit } from '../quantity-in-unit.ts';
import type { ReadableMessage } from '../readable-message.ts';
import { LONGEST_QUOTE } from '../shorten-quote.ts';

/** A fact found by a cue, and by which: an offline reading can always be explained. */
export interface FoundFact extends ReadFact {
  cue: string;
}

/** The facts whose cues stand in a message, at most one a key. In doubt a fact is left out. */
export function findFacts(readable: ReadableMessage, lexicon: Lexicon): FoundFact[] {
  const byFact = new Map<FactLexicon, Candidate[]>();
  const standing = lexicon.cues.in(readable.searchable);
  let names: readonly Span[] | undefined;
  const isOfAName = (number: Span): boolean => {
    names ??= namesIn(standing);
    return names.some(({ start, end }) => start <= number.start && number.end <= end);
  };
  for (const { item, matches } of standing) {
    const { fact, cue } = item;
    for (const match of matches) {
      const found = candidateAt(match, cue, fact, readable, lexicon, isOfAName);
      if (!found) continue;
      const before = byFact.get(fact);
      if (before) before.push(found);
      else byFact.set(fact, [found]);
    }
  }
  const found: FoundFact[] = [];
  for (const [fact, candidates] of byFact) {
    const chosen = choose(candidates, fact);
    if (chosen) found.push(toFact(chosen, fact, readable));
  }
  return found;
}

interface Candidate {
  value: FactValue;
  cue: CompiledCue;
  match: PhraseMatch;
  sentence: Sentence;
}

const toFact = (
  { value, cue, match, sentence }: Candidate,
  { definition }: FactLexicon,
  readable: ReadableMessage,
): FoundFact => ({
  key: definition.key,
  value,
  quote: quoteFor(readable, sentence, match),
  message: readable.message.id,
  ...(cue.hint ? { state: 'inferred' as const } : {}),
  cue: cue.phrase.source,
});

/** What the cues of facts that are names found. */
const namesIn = (standing: readonly Standing<FactCue>[]): readonly Span[] =>
  standing.flatMap(({ item, matches }) => (item.fact.type === 'text' ? matches : []));

/** @param isOfAName the 3.3 of "Llama 3.3" and the 4 of "GPT-4" count nothing */
function candidateAt(
  match: PhraseMatch,
  cue: CompiledCue,
  fact: FactLexicon,
  readable: ReadableMessage,
  lexicon: Lexicon,
  isOfAName: (number: Span) => boolean,
): Candidate | undefined {
  const sentence = sentenceOf(readable, match);
  if (!sentence || readable.orders.has(sentence) || (match.number && isOfAName(match.number)))
    return undefined;
  if (!numbersFit(cue, match, readable, sentence) || !fitsBeside(cue, readable, sentence)) return undefined;
  const mood = lexicon.moods.moodAt(readable, sentence, match);
  if (obstacle(mood, cue.mayBe)) return undefined;
  const value = carriedValue(cue, fact, match, readable, sentence, mood.denied && !cue.literal);
  return value === undefined ? undefined : { value, cue, match, sentence };
}

/** The value a match carries; undefined where it carries none, such as a denied choice. */
function carriedValue(
  cue: CompiledCue,
  fact: FactLexicon,
  match: PhraseMatch,
  readable: ReadableMessage,
  sentence: Sentence,
  denied: boolean,
): FactValue | undefined {
  if (typeof cue.value === 'boolean') return denied ? !cue.value : cue.value;
  if (denied) return undefined;
  if (fact.type === 'text') return originalOf(readable, match);
  const { definition } = fact;
  if (!match.number || definition.type !== 'number') return cue.value;
  const number = readNumber(readable.searchable.text.slice(match.number.start, match.number.end));
  const measure = measureOf(readable.text, match.number);
  if (number === undefined || (measure !== undefined && !definition.measures.includes(measure)))
    return undefined;
  const value =
    shareAt(match.number, definition, readable) ?? inUnit(fact, number, match.number, readable, sentence);
  return value >= definition.least && value <= (definition.most ?? Number.POSITIVE_INFINITY)
    ? value
    : undefined;
}

/** "34 of 50 right" tells 68 percent where the fact is told in shares. */
function shareAt(place: Span, definition: FactDefinition, readable: ReadableMessage): number | undefined {
  if (definition.type !== 'number' || !definition.shares) return undefined;
  const share = quantitiesIn(readable).shares.find(
    ({ start, end }) => start <= place.start && place.end <= end,
  );
  return share && Number((share.value * 100).toPrecision(12));
}

/**
 * One value a key. Stated beats hinted. Of several choices the first in the list is taken, as their descriptions say;
 * a message that says yes and no says neither.
 */
function choose(candidates: readonly Candidate[], { definition }: FactLexicon): Candidate | undefined {
  const stated = candidates.filter(({ cue }) => !cue.hint);
  const counted = (stated.length > 0 ? stated : [...candidates]).sort(
    (a, b) => a.match.start - b.match.start,
  );
  const [first] = counted;
  if (!first) return undefined;
  if (definition.type === 'choice') {
    const rank = (candidate: Candidate) => definition.choices.indexOf(String(candidate.value));
    return counted.reduce((best, candidate) => (rank(candidate) < rank(best) ? candidate : best), first);
  }
  if (definition.type === 'boolean' && counted.some((candidate) => candidate.value !== first.value))
    return undefined;
  return first;
}

/** The clause around a match when it is short enough, else the words around it. */
function quoteFor(readable: ReadableMessage, sentence: Sentence, match: Span): string {
  const clause = clauseAt(sentence, match.start);
  const wide = { start: Math.min(clause.start, match.start), end: Math.max(clause.end, match.end) };
  for (const span of [sentence, wide]) {
    const quote = originalOf(readable, span);
    if (quote.length <= LONGEST_QUOTE) return quote;
  }
  return originalOf(readable, aroundMatch(readable, wide, match));
}

/** Whole words around a match, as many as may be shown. */
function aroundMatch(readable: ReadableMessage, within: Span, match: Span): Span {
  const text = flat(readable.text);
  const spare = Math.max(0, LONGEST_QUOTE - 4 - (match.end - match.start));
  let start = Math.max(within.start, match.start - Math.floor(spare / 2));
  while (start > within.start && start < match.start && text[start - 1] !== ' ') start++;
  let end = Math.min(within.end, Math.max(match.end, start + LONGEST_QUOTE - 4));
  while (end < within.end && end > match.end && text[end] !== ' ') end--;
  return { start, end: Math.min(end, start + LONGEST_QUOTE) };
}

const originalOf = (readable: ReadableMessage, span: Span): string =>
  originalPart(readable.message.text, readable.normalised, span.start, span.end).replace(
    /^[\s,;:.]+|[\s,;:]+$/gu,
    '',
  );
