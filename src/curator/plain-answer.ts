import type { FactValue } from '../advisor/fact.ts';
import type { Pack } from '../advisor/pack.ts';
import type { FactDefinition } from '../advisor/vocabulary.ts';
import { normalise } from '../text/normalise.ts';
import { compilePhrase, type Phrase } from '../text/phrase.ts';
import { quantities } from '../text/quantity.ts';
import { searchable } from '../text/searchable.ts';

/** "No, not yet." are two parts; whoever writes more than this says more than yes or no. */
const MOST_PARTS = 3;
const BORDERS = /[.,;:!…–—\n]+|\s-+\s/u;
const NO_WORDS = /\p{Extended_Pictographic}|[\u200d\ufe0f]/gu;

/** The value that a message gives to a fact it was asked for, when it is nothing but the answer: "No.", "about 500". */
export type PlainAnswerReader = (text: string, fact: string) => FactValue | undefined;

/** Reads plain answers with the pack's lists of words for yes, no and about. */
export function createPlainAnswerReader({ vocabulary, moods, words }: Pack): PlainAnswerReader {
  const anyOf = (phrases: readonly string[]): Phrase => compilePhrase(phrases.join('|'), words);
  const lists = {
    yes: anyOf(moods.plain_yes),
    no: anyOf(moods.plain_no),
    about: anyOf(moods.plain_about),
  };
  return (text, fact) => {
    const definition = vocabulary.get(fact);
    if (definition?.type === 'boolean') return readYesOrNo(text, definition, lists);
    if (definition?.type === 'number') return readNumber(text, definition, lists);
    return undefined;
  };
}

type Lists = Record<'yes' | 'no' | 'about', Phrase>;
type Defined<T extends FactDefinition['type']> = Extract<FactDefinition, { type: T }>;

function readYesOrNo(
  text: string,
  { plain_answer: values }: Defined<'boolean'>,
  { yes, no }: Lists,
): boolean | undefined {
  if (isEveryPart(yes, text)) return values?.yes;
  if (isEveryPart(no, text)) return values?.no;
  return undefined;
}

function readNumber(text: string, definition: Defined<'number'>, { no, about }: Lists): number | undefined {
  const { plain_answer: plain, shares, least, most = Number.POSITIVE_INFINITY } = definition;
  if (!plain) return undefined;
  const [quantity, ...others] = quantities(text);
  if (!quantity) return isEveryPart(no, text) ? plain.none : undefined;
  if (others.length > 0 || quantity.sign === 'dollars') return undefined;
  if (quantity.sign === 'percent' && !shares) return undefined;
  const around = [text.slice(0, quantity.start), text.slice(quantity.end)].map((part) =>
    part.replace(/[.!~≈\s]+/gu, ' ').trim(),
  );
  if (!around.every((part) => part === '' || isWholly(about, part))) return undefined;
  const isShare = shares && quantity.sign !== 'percent' && quantity.value <= 1;
  const value = isShare ? quantity.value * 100 : quantity.value;
  return value >= least && value <= most ? value : undefined;
}

/** Whether each part of a text is the phrase, and nothing else is there. */
function isEveryPart(phrase: Phrase, text: string): boolean {
  const parts = text
    .replace(NO_WORDS, ' ')
    .split(BORDERS)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length > 0 && parts.length <= MOST_PARTS && parts.every((part) => isWholly(phrase, part));
}

/** Whether a phrase is all there is. */
function isWholly(phrase: Phrase, part: string): boolean {
  const { text } = normalise(part);
  return phrase.find(searchable(text)).some(({ start, end }) => start === 0 && end === text.length);
}
