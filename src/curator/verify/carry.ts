import type { FactValue } from '../../advisor/fact.ts';
import { countContentWords } from '../../text/content-words.ts';
import { isReadable } from '../../text/disguised.ts';
import { flat, normalise } from '../../text/normalise.ts';
import { measureOf, type Quantity } from '../../text/quantity.ts';
import { type Sentence, sentencesAround } from '../../text/readable.ts';
import type { Span } from '../../text/sentences.ts';
import { fitsBeside } from '../beside.ts';
import type { CompiledCue, FactLexicon, Lexicon } from '../lexicon.ts';
import { numbersFit } from '../numbers-fit.ts';
import { obstacle } from '../obstacle.ts';
import { quantitiesIn } from '../quantities-in.ts';
import { inUnit } from '../quantity-in-unit.ts';
import type { ReadableMessage } from '../readable-message.ts';

/** Whether a sentence carries a fact's value, speaks against it, or does neither. */
export type Carried = { how: 'carried' } | { how: 'not-carried' } | { how: 'against'; why: string };

/** Two notations of one number may differ by rounding. */
const ROUNDING = 0.01;

/** A sentence with fewer content words is carried by a cue only. */
const LEAST_CONTENT = 3;

/** Judges a fact by the whole sentence in which its quotation stands. */
export function carry(
  fact: FactLexicon,
  value: FactValue,
  quote: Span,
  readable: ReadableMessage,
  lexicon: Lexicon,
): Carried {
  const sentence = sentencesAround(readable, quote);
  for (const order of readable.orders)
    if (order.start < sentence.end && sentence.start < order.end) return against('the sentence gives orders');
  const judge = { fact, sentence, readable, lexicon };
  // What is written in letters that the pack has no phrases in is not ours to judge.
  if (!isReadable(readable.text.slice(sentence.start, sentence.end))) return { how: 'not-carried' };
  if (typeof value === 'number') return carryNumber(value, judge);
  const meant = (): string | undefined => obstacleAt(lastWord(quote, readable), judge);
  if (fact.type === 'text') return carryText(String(value), judge, meant());
  const text = readable.searchable;
  const cues = evidenceFor(
    value,
    cuesOf(judge).filter((cue) => !cue.hint),
    judge,
  );
  const byCues = weigh(value, cues);
  if (byCues) return byCues;
  // Terms only belong to a value; where a cue is sure of another one, they are not enough.
  if (fact.type === 'choice' && cues.some((each) => !each.stopped)) return { how: 'not-carried' };
  // "Fine by me." touches the terms of many facts, and tells none.
  if (countContentWords(text.text.slice(sentence.start, sentence.end)) < LEAST_CONTENT)
    return unlessMeant(meant());
  const context =
    fact.context.length === 0 ||
    fact.context.some((phrase) => phrase.standsIn(readable.searchable, sentence));
  const standing = context ? fact.terms.in(text).map(({ item }) => item) : [];
  const terms = evidenceFor(value, standing, judge, deniedBehind);
  return weigh(value, terms) ?? unlessMeant(meant());
}

/** @param meant what keeps the sentence from stating anything */
const unlessMeant = (meant: string | undefined): Carried => (meant ? against(meant) : { how: 'not-carried' });

interface Judge {
  fact: FactLexicon;
  sentence: Sentence;
  readable: ReadableMessage;
  lexicon: Lexicon;
}

/** A wording in the sentence: the value it carries there, and what keeps it from stating it. */
interface Evidence {
  value: FactValue | undefined;
  stopped: string | undefined;
}

/** The cues of the fact that stand in the message. Those of all facts are looked for at once, and remembered. */
const cuesOf = ({ fact, readable, lexicon }: Judge): CompiledCue[] =>
  lexicon.cues
    .in(readable.searchable)
    .filter(({ item }) => item.fact === fact)
    .map(({ item }) => item.cue);

/** What wordings of one kind say together; undefined when they say nothing. */
function weigh(value: FactValue, evidence: readonly Evidence[]): Carried | undefined {
  const forIt = evidence.filter((each) => each.value === value);
  if (forIt.some((each) => !each.stopped)) return { how: 'carried' };
  // A sentence may tell of two gaps, but not that there both is and is not a retrieval step.
  const opposite =
    typeof value === 'boolean' && evidence.some((each) => each.value === !value && !each.stopped);
  if (opposite) return against('the sentence says the opposite');
  const stopped = forIt.find((each) => each.stopped)?.stopped;
  return stopped ? against(stopped) : undefined;
}

type Term = Pick<CompiledCue, 'value' | 'phrase'> & Partial<CompiledCue>;

/** Looks for a denial behind a wording. */
type AlsoDenied = (match: Span, judge: Judge) => boolean;

/**
 * What wordings say in the sentence, up to the first that states the value: what others say would change nothing.
 * @param alsoDenied for terms; cues hold their verb themselves
 */
function evidenceFor(
  value: FactValue,
  wordings: readonly Term[],
  judge: Judge,
  alsoDenied: AlsoDenied = () => false,
): Evidence[] {
  const found: Evidence[] = [];
  for (const wording of wordings) {
    const evidence = evidenceOf(wording, judge, alsoDenied);
    found.push(...evidence);
    if (evidence.some((each) => each.value === value && !each.stopped)) break;
  }
  return found;
}

function evidenceOf(wording: Term, judge: Judge, alsoDenied: AlsoDenied): Evidence[] {
  const { sentence, readable } = judge;
  // Most wordings do not stand in a sentence; what must stand beside them is looked for only where they do.
  const matches = wording.phrase.find(readable.searchable, sentence);
  if (matches.length === 0 || !fitsBeside(wording, readable, sentence)) return [];
  return matches.flatMap((match): Evidence[] => {
    if (!numbersFit(wording, match, readable, sentence)) return [];
    const mood = judge.lexicon.moods.moodAt(readable, sentence, match);
    const allowed = wording.mayBe ?? judge.fact.mayBe;
    const denied = (mood.denied || alsoDenied(match, judge)) && !wording.literal;
    if (typeof wording.value === 'boolean') {
      return [{ value: denied ? !wording.value : wording.value, stopped: obstacle(mood, allowed) }];
    }
    return [{ value: wording.value, stopped: denied ? 'it is denied' : obstacle(mood, allowed) }];
  });
}

/** "A frontier model has never been let near it": the verb behind the wording denies it. */
const deniedBehind = (match: Span, { readable, sentence }: Judge): boolean =>
  /^(?:\s+\S+){0,2}?\s+(?:(?:has|have|had|was|were|is|are|does|do|did|can|could|will|would) (?:not|never|no longer)|(?:hasn't|haven't|hadn't|wasn't|weren't|isn't|aren't|doesn't|don't|didn't|can't|couldn't|won't|wouldn't))\b/iu.test(
    readable.text.slice(match.end, sentence.end).split(/[,;:]/u)[0] ?? '',
  );

function carryNumber(value: number, judge: Judge): Carried {
  const { fact, sentence, readable } = judge;
  const text = readable.searchable;
  const touched = fact.terms.in(text).some(({ item }) => item.phrase.standsIn(text, sentence));
  if (fact.terms.all.length > 0 && !touched) return { how: 'not-carried' };
  const fixed = evidenceFor(
    value,
    cuesOf(judge).filter((cue) => cue.value !== undefined),
    judge,
  );
  const byWording = weigh(value, fixed);
  if (byWording) return byWording;
  const same = candidates(judge).filter((number) => near(number.value, value));
  if (same.length === 0) return against('no number of the sentence gives that value');
  const stopped = same.map(
    (number) => obstacleAt(number, judge) ?? deniedAt(number, judge) ?? partOf(number, judge),
  );
  return stopped.some((each) => each === undefined)
    ? { how: 'carried' }
    : against(stopped[0] ?? 'it is not stated');
}

/** The sentence's numbers in the fact's unit; for percents also what it tells as one number out of another. */
function candidates({ fact, sentence, readable }: Judge): Quantity[] {
  const { definition } = fact;
  if (definition.type !== 'number') return [];
  const { all, shares } = quantitiesIn(readable);
  const own = inside(all, sentence).filter((number) => {
    if (number.sign === 'percent' && definition.unit !== 'percent') return false;
    if (number.sign === 'dollars' && !definition.unit.startsWith('dollars')) return false;
    const measure = measureOf(readable.text, number);
    return measure === undefined || definition.measures.includes(measure);
  });
  const told = own.map((number) => ({
    ...number,
    value: inUnit(fact, number.value, number, readable, sentence),
  }));
  if (!definition.shares) return told;
  // "3.9 out of 5" is no 3.9 percent.
  const parts = inside(shares, sentence);
  return [
    ...told.filter((number) => !parts.some(({ start, end }) => start <= number.start && number.end <= end)),
    ...parts.map((share) => ({ ...share, value: share.value * 100 })),
  ];
}

/** "Of the 6,000 calls only 40 …": the number is what something is taken from. */
function partOf(number: Span, { sentence, readable }: Judge): string | undefined {
  const before = readable.text.slice(sentence.start, number.start);
  const after = readable.text.slice(number.end, sentence.end);
  const taken =
    /\b(?:of|out of|from)(?: the| our| these| those| all)*\s*$/i.test(before) &&
    /\b(?:only|just|merely|barely|no more than)\b/i.test(after);
  return taken ? 'only a part of that number is meant' : undefined;
}

function carryText(value: string, judge: Judge, meant: string | undefined): Carried {
  const said = flat(judge.readable.text).slice(judge.sentence.start, judge.sentence.end).toLowerCase();
  const name = flat(normalise(value).text).toLowerCase();
  if (!/\p{L}/u.test(name) || !containsWhole(said, name)) return against('the sentence does not contain it');
  return meant ? against(meant) : { how: 'carried' };
}

/** Whether a text holds these words, not as a part of longer ones. */
function containsWhole(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + words.length] ?? ' '}`;
    if (!/[\p{L}\p{N}]/u.test(around)) return true;
  }
  return false;
}

function obstacleAt(place: Span, { fact, sentence, readable, lexicon }: Judge): string | undefined {
  return obstacle(lexicon.moods.moodAt(readable, sentence, place), fact.mayBe);
}

const deniedAt = (place: Span, { sentence, readable, lexicon }: Judge): string | undefined =>
  lexicon.moods.moodAt(readable, sentence, place).denied ? 'it is denied' : undefined;

/** What a quotation as a whole is meant as shows at its last word, where all that qualifies it stands before. */
function lastWord(quote: Span, readable: ReadableMessage): Span {
  const words = readable.searchable.text.slice(quote.start, quote.end).trimEnd();
  return { start: quote.start + words.lastIndexOf(' ') + 1, end: quote.end };
}

const inside = <T extends Span>(matches: readonly T[], sentence: Span): T[] =>
  matches.filter((match) => sentence.start <= match.start && match.end <= sentence.end);

const near = (a: number, b: number): boolean =>
  Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b));

const against = (why: string): Carried => ({ how: 'against', why });
