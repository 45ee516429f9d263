import type { Span } from './sentences.ts';

/*
 * The searches below are alike, but a function that is handed to one of them would be called at each of its steps: that
 * took longer than the search.
 */

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

/** Sorts a part of a list, each place once. Nearly all parts are so already. @returns where the part ends now */
export function sortOnce(list: Int32Array, start: number, end: number): number {
  let sorted = start + 1;
  while (sorted < end && (list[sorted] ?? 0) > (list[sorted - 1] ?? 0)) sorted++;
  if (sorted >= end) return end;
  if (end - sorted > FEW) {
    list.subarray(start, end).sort();
    sorted = start + 1;
  }
  for (let at = sorted; at < end; at++) {
    const place = list[at] ?? 0;
    let before = sorted;
    while (before > start && (list[before - 1] ?? 0) > place) before--;
    if (before > start && list[before - 1] === place) continue;
    for (let each = sorted++; each > before; each--) list[each] = list[each - 1] ?? 0;
    list[before] = place;
  }
  return sorted;
}

/** So many are put into their place one by one. */
const FEW = 32;
