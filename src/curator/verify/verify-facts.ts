import type { FactValue, Statement } from '../../advisor/fact.ts';
import type { FactDefinition } from '../../advisor/vocabulary.ts';
import { originalPart } from '../../text/normalise.ts';
import type { ReadFact } from '../curator.ts';
import type { Lexicon } from '../lexicon.ts';
import type { ReadableMessage } from '../readable-message.ts';
import { shorten } from '../shorten-quote.ts';
import { carry } from './carry.ts';
import { findQuote } from './find-quote.ts';

/** What a reader returned, sorted into what may be shown and what may not. */
export interface Verified {
  statements: Statement[];
  dropped: { fact: ReadFact; why: string }[];
}

/**
 * Holds facts against the messages they quote. A fact is `stated` when the quotation is exact and its whole sentence
 * carries it; `inferred` when the quotation is exact and the sentence neither carries it nor speaks against it; else
 * it is dropped, with the reason.
 */
export function verifyFacts(
  facts: readonly ReadFact[],
  readables: ReadonlyMap<string, ReadableMessage>,
  lexicon: Lexicon,
): Verified {
  const verified: Verified = { statements: [], dropped: [] };
  for (const fact of facts) {
    const result = verifyFact(fact, readables, lexicon);
    if (typeof result === 'string') verified.dropped.push({ fact, why: result });
    else verified.statements.push(result);
  }
  return verified;
}

function verifyFact(
  fact: ReadFact,
  readables: ReadonlyMap<string, ReadableMessage>,
  lexicon: Lexicon,
): Statement | string {
  const known = lexicon.facts.get(fact.key);
  if (!known) return 'the vocabulary has no such fact';
  const value = parseValue(fact.value, known.definition);
  if (value === undefined) return 'the fact cannot have this value';
  const readable = readables.get(fact.message);
  if (!readable) return 'there is no such message';
  const quote = findQuote(fact.quote, readable);
  if (!quote) return 'the quotation is not in the message';
  const carried = carry(known, value, quote, readable, lexicon);
  if (carried.how === 'against') return carried.why;
  const { message } = readable;
  return {
    key: fact.key,
    value,
    state: carried.how === 'carried' && fact.state !== 'inferred' ? 'stated' : 'inferred',
    evidence: {
      quote: shorten(originalPart(message.text, readable.normalised, quote.start, quote.end)),
      author: message.author,
      at: message.at,
      message: message.id,
    },
  };
}

/** A value in the fact's own type, from that type or from text; undefined when the fact cannot have it. */
export function parseValue(value: FactValue, definition: FactDefinition): FactValue | undefined {
  const text = String(value).trim();
  switch (definition.type) {
    case 'boolean':
      if (/^(?:true|yes)$/i.test(text)) return true;
      return /^(?:false|no)$/i.test(text) ? false : undefined;
    case 'choice':
      return definition.choices.find((choice) => choice === text.toLowerCase());
    case 'number': {
      const number = typeof value === 'number' ? value : Number(text.replace(/[,%$\s]/g, ''));
      const inRange = number >= definition.least && number <= (definition.most ?? Number.POSITIVE_INFINITY);
      return text !== '' && Number.isFinite(number) && inRange ? number : undefined;
    }
    case 'text':
      return text === '' ? undefined : text;
  }
}
