import type { Searchable } from './searchable.ts';

/** Whether the character at a place is of a kind, as character-kinds.ts has them. */
export const isA = (kind: number, { kinds }: Searchable, place: number): boolean =>
  ((kinds[place] ?? 0) & kind) !== 0;

/** The end of the run of characters of a kind that begins at a place. */
export function upTo(kind: number, { kinds }: Searchable, place: number, end: number): number {
  let at = place;
  while (at < end && ((kinds[at] ?? 0) & kind) !== 0) at++;
  return at;
}
