/**
 * The exact McNemar test (Q. McNemar, Psychometrika 12, 1947; the binomial form) of two readers on the same cases: how
 * likely a difference at least this large is when both are equally good. Only cases that just one got right tell.
 * @returns the two-sided p-value, between 0 and 1
 */
export function mcnemar(onlyOne: number, onlyOther: number): number {
  const differing = onlyOne + onlyOther;
  const fewer = Math.min(onlyOne, onlyOther);
  // In logarithms, because a half to the power of a large number is nothing to a computer.
  let logOfTerm = -differing * Math.LN2;
  let tail = 0;
  for (let hits = 0; hits <= fewer; hits++) {
    tail += Math.exp(logOfTerm);
    logOfTerm += Math.log((differing - hits) / (hits + 1));
  }
  return Math.min(1, 2 * tail);
}
