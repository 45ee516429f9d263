/** The 97.5 % points of Student's t for 1 to 30 degrees of freedom. */
const POINTS = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/** What t comes down to with very many degrees of freedom: the point of the normal distribution. */
const OF_VERY_MANY = 1.96;

/**
 * So many standard errors lie on each side of a mean at 95 %, where the error is itself taken from few counts.
 * @param freedom degrees of freedom: one less than there are counts
 * @throws RangeError unless freedom is a whole number of 1 or more
 */
export function studentT95(freedom: number): number {
  if (!Number.isInteger(freedom) || freedom < 1) throw new RangeError(`${freedom} degrees of freedom.`);
  return POINTS[freedom - 1] ?? OF_VERY_MANY;
}
