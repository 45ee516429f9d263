/** 95 % of a normal distribution lies within this many standard deviations of its mean. */
const Z_95 = 1.959964;

/** Two shares between 0 and 1, the lower first. */
export type Interval = [low: number, high: number];

/**
 * The 95 % error bar of a share: Wilson's score interval (E. B. Wilson, "Probable inference, the law of succession, and
 * statistical inference", JASA 22, 1927), which also holds for few cases and for shares near 0 and 1.
 * @returns all that is possible when there were no cases
 * @throws RangeError unless 0 ≤ hits ≤ cases
 */
export function wilson(hits: number, cases: number): Interval {
  if (!(hits >= 0 && hits <= cases)) throw new RangeError(`${hits} of ${cases} is no share.`);
  if (cases === 0) return [0, 1];
  const share = hits / cases;
  const z2 = Z_95 ** 2;
  const middle = share + z2 / (2 * cases);
  const spread = Z_95 * Math.sqrt((share * (1 - share) + z2 / (4 * cases)) / cases);
  const scale = 1 + z2 / cases;
  return [Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale)];
}
