import { firstCharacters } from '../text/first-characters.ts';

/** The longest quotation that is shown, in characters. */
export const LONGEST_QUOTE = 120;

/** A quotation's beginning, up to the last whole word that fits. It stays an exact part of its message. */
export function shorten(quote: string): string {
  if (quote.length <= LONGEST_QUOTE) return quote;
  const cut = quote.slice(0, LONGEST_QUOTE + 1);
  const space = cut.search(/\s\S*$/);
  return (space > LONGEST_QUOTE / 2 ? cut.slice(0, space) : firstCharacters(quote, LONGEST_QUOTE)).trimEnd();
}
