import type { Assessment } from '../../advisor/assessment.ts';
import type { Fact } from '../../advisor/fact.ts';
import { saysOf } from '../../advisor/fact-in-words.ts';
import type { Passage } from '../../advisor/guidance.ts';
import type { Pack } from '../../advisor/pack.ts';
import type { Route } from '../../advisor/routes.ts';
import { valueInWords } from '../../advisor/slots.ts';
import { contentWords } from '../../text/content-words.ts';
import { quantities } from '../../text/quantity.ts';
import { readable } from '../../text/readable.ts';
import type { Lexicon } from '../lexicon.ts';

/** A sentence as a model wrote it, with the ids of what it says it rests on. */
export interface SummarySentence {
  text: string;
  cites: readonly string[];
}

/** What a summary may rest on: texts by the ids under which the model was given them, and the verdict. */
export interface Grounds {
  sources: ReadonlyMap<string, string>;
  /** The verdict's own words; every sentence may use them. */
  verdict: string;
  route: Route;
}

/** At least this share of a sentence's content words occurs in what it cites. */
const LEAST_COVER = 0.6;
/** A number told twice may be rounded. */
const ROUNDING = 0.01;

const LINK_OR_MENTION = /https?:|www\.|<[@!#]|[@#][\p{L}\d]/u;
/** Words that claim a cause, a certainty or a generality. One that the sources do not have is the model's own claim. */
const CLAIMS =
  /\b(?:because|due to|caused by|thanks to|leads? to|therefore|will|would|guarantee[sd]?|certainly|surely|definitely|always|never|all|every|everyone|nobody|none|whatever|any|only|proves?|impossible|best|must)\b/giu;
/** Advice to train, in words of its own. */
const ADVISES_TRAINING =
  /\b(?:should|must|recommend(?:ed|s)?|advis(?:e|es|ed)|time to|go ahead (?:and|with)|worth(?:while)?(?: to)?|better to)\b[^.;]{0,40}\b(?:fine-?tun|train)|(?:fine-?tun\w*|train\w*)\b[^.;]{0,60}\b(?:is|are|would be) (?:the (?:route|way|answer|right|best|next)|recommended|worth)/iu;
const TRAINS: readonly Route[] = ['fine-tune', 'tune-embeddings', 'start-small', 'ftaas'];

/** What an assessment gives a summary to rest on. Ids count from one: f1, f2, … and p1, p2, … */
export function groundsFrom(
  assessment: Assessment,
  facts: readonly Fact[],
  passages: readonly Passage[],
  pack: Pack,
): Grounds {
  const sources = new Map<string, string>();
  for (const [index, fact] of facts.entries()) sources.set(`f${index + 1}`, supportOf(fact, pack));
  for (const [index, passage] of passages.entries()) sources.set(`p${index + 1}`, passage.text);
  const verdict = `${assessment.headline.text} ${assessment.reason.text}`;
  return { sources, verdict, route: assessment.verdict.route };
}

/** A fact's quotation, its value, and how the vocabulary puts it. */
function supportOf({ key, value, evidence }: Fact, pack: Pack): string {
  const definition = pack.vocabulary.get(key);
  if (!definition) return evidence.quote;
  return [evidence.quote, valueInWords(value, definition), saysOf(value, definition)]
    .filter(Boolean)
    .join('. ');
}

/**
 * Whether a sentence says only what it cites: it cites sources that exist; its numbers and names occur there; so do
 * most of its content words; it denies and claims nothing that they do not; it has no link and no mention; and it
 * recommends nothing but the verdict.
 */
export function isGrounded(sentence: SummarySentence, grounds: Grounds, lexicon: Lexicon): boolean {
  const cited = sentence.cites.map((id) => grounds.sources.get(id));
  if (cited.length === 0 || cited.includes(undefined)) return false;
  const support = `${cited.join('. ')}. ${grounds.verdict}`;
  return (
    !LINK_OR_MENTION.test(sentence.text) &&
    numbersOccur(sentence.text, support) &&
    namesOccur(sentence.text, support) &&
    wordsOccur(sentence.text, support) &&
    claimsOccur(sentence.text, support) &&
    denials(sentence.text, lexicon) <= denials(cited.join('. '), lexicon) &&
    (TRAINS.includes(grounds.route) || !ADVISES_TRAINING.test(sentence.text))
  );
}

function numbersOccur(text: string, support: string): boolean {
  const known = quantities(support).map(({ value }) => value);
  return quantities(text).every(({ value }) =>
    known.some((other) => Math.abs(other - value) <= ROUNDING * Math.max(other, value)),
  );
}

/** Capital letters within a sentence make a name: of a product, a model, a company. */
function namesOccur(text: string, support: string): boolean {
  const known = support.toLowerCase();
  const names = [...text.matchAll(/(?<=[\p{L}\d,;:)“”"']\s+["“(]?)\p{Lu}[\p{L}\d-]*/gu)].map(([name]) =>
    name.toLowerCase(),
  );
  return names.every((name) => name === 'i' || known.includes(name));
}

function wordsOccur(text: string, support: string): boolean {
  const said = contentWords(text);
  if (said.length === 0) return false;
  const known = new Set(contentWords(support));
  return said.filter((word) => known.has(word)).length / said.length >= LEAST_COVER;
}

function claimsOccur(text: string, support: string): boolean {
  const known = support.toLowerCase();
  return [...text.matchAll(CLAIMS)].every(([claim]) =>
    new RegExp(`\\b${claim.toLowerCase()}\\b`).test(known),
  );
}

const denials = (text: string, lexicon: Lexicon): number => lexicon.moods.countDenials(readable(text));
