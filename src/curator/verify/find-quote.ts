import { flat, lowerCase, normalise } from '../../text/normalise.ts';
import type { Span } from '../../text/sentences.ts';
import type { ReadableMessage } from '../readable-message.ts';

/** Less could be there by chance: a quotation has at least two letters or digits. */
const LEAST = /[\p{L}\p{N}][^\p{L}\p{N}]*[\p{L}\p{N}]/u;

/**
 * Where a quotation stands in a message: an exact part of it, after both are normalised. Undefined when it does not,
 * or only in a part that nobody said to us.
 */
export function findQuote(quote: string, readable: ReadableMessage): Span | undefined {
  const wanted = flat(normalise(quote).text);
  if (!LEAST.test(wanted)) return undefined;
  const text = flat(readable.text);
  const exact = text.indexOf(wanted);
  const start = exact === -1 ? lowerCase(text).indexOf(lowerCase(wanted)) : exact;
  return start === -1 ? undefined : { start, end: start + wanted.length };
}
