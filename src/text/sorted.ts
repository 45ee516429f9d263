/** The first index of a list from which on a condition holds for all items; the list's length, if for none. */
export function firstIndex<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && !holds(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first index of a sorted list whose item does not come before `wanted`. */
export const lowerBound = <T extends string | number>(sorted: readonly T[], wanted: T): number =>
  firstIndex(sorted, (item) => item >= wanted);
