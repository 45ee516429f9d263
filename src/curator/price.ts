import type { Usage } from './curator.ts';

/** A model's price, in dollars per million tokens. */
export interface Price {
  input: number;
  cachedInput: number;
  output: number;
}

/** What a use of a model cost, in dollars. */
export function costOf(
  { inputTokens, cachedTokens, outputTokens }: Pick<Usage, 'inputTokens' | 'cachedTokens' | 'outputTokens'>,
  price: Price,
): number {
  const cached = Math.min(cachedTokens, inputTokens);
  const millionfold =
    (inputTokens - cached) * price.input + cached * price.cachedInput + outputTokens * price.output;
  return millionfold / 1_000_000;
}
