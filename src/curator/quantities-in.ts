import { type Quantity, quantities, sharesAmong } from '../text/quantity.ts';
import type { ReadableText } from '../text/readable.ts';

interface Quantities {
  all: readonly Quantity[];
  /** What the text tells as one number out of another. */
  shares: readonly Quantity[];
}

let last: { readable: ReadableText; found: Quantities } | undefined;

/** The quantities of a text; several facts of it may ask for them, one after the other. */
export function quantitiesIn(readable: ReadableText): Quantities {
  if (last?.readable === readable) return last.found;
  const all = quantities(readable.text);
  const found = { all, shares: sharesAmong(all, readable.text) };
  last = { readable, found };
  return found;
}
