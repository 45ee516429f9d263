import { type Quantity, quantities, sharesAmong } from '../text/quantity.ts';
import type { ReadableText } from '../text/readable.ts';

interface Quantities {
  all: readonly Quantity[];
  /** What the text tells as one number out of another. */
  shares: readonly Quantity[];
}

const known = new WeakMap<ReadableText, Quantities>();

/** The quantities of a text; several facts may ask for them. */
export function quantitiesIn(readable: ReadableText): Quantities {
  const before = known.get(readable);
  if (before) return before;
  const all = quantities(readable.text);
  const found = { all, shares: sharesAmong(all, readable.text) };
  known.set(readable, found);
  return found;
}
