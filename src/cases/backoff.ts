/** The longest time between two attempts, in milliseconds. */
const LONGEST_MS = 5 * 60_000;
const FIRST_MS = 500;

/**
 * How long to wait before the next attempt: doubled each time, with up to a quarter more at random so that many who
 * wait do not come back together.
 * @param random between 0 and 1
 */
export function backoffMs(attempts: number, random: number): number {
  const base = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempts);
  return Math.round(base * (1 + random / 4));
}
