import type { Span } from './sentences.ts';

/** The first of some stretches in the order of a text that begins at a place or behind it; their number, if none does. */
export function firstBeginningAt(spans: readonly Span[], place: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.start ?? place) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first of some stretches in the order of a text that ends behind a place; their number, if none does. */
export function firstEndingBehind(spans: readonly Span[], place: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.end ?? place + 1) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first index of a part of a sorted list whose item does not come before `wanted`; the part's end, if all do. */
export function firstPlace(sorted: Int32Array, from: number, to: number, wanted: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
