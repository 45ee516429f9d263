/** A share between 0 and 1 with three decimals; 0 of nothing is 0. */
export const share = (part: number, whole: number): number => (whole === 0 ? 0 : rounded(part / whole));

/** With three decimals; 0 where there is nothing. */
export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : rounded(values.reduce((sum, value) => sum + value, 0) / values.length);

export const rounded = (value: number): number => Number(value.toFixed(3));

/** The value with as many below it as above; 0 where there is nothing. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
