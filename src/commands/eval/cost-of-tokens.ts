import { costOf, type Price } from '../../curator/price.ts';
import type { CaseResult } from '../eval-case.ts';

/** Dollars for the tokens of a case; cached ones are part of the input. */
export const costOfTokens = ({ input, cached, output }: CaseResult['tokens'], price: Price): number =>
  costOf({ inputTokens: input, cachedTokens: cached, outputTokens: output }, price);
