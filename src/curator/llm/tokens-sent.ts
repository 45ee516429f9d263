import type { ChatRequest } from './chat.ts';
import { countTokens } from './count-tokens.ts';

/** Input tokens of a call by our own count; a provider's may differ a little. */
export interface TokensSent {
  /** Of the part that is the same to the byte in every call of its kind: rules, vocabulary, schema. */
  stable: number;
  all: number;
}

/** There are three prompts and three schemas; what is fixed is counted once. */
const counted = new Map<string, number>();
const MOST_COUNTED = 50;

function countOnce(text: string): number {
  const known = counted.get(text);
  if (known !== undefined) return known;
  if (counted.size >= MOST_COUNTED) counted.clear();
  const count = countTokens(text);
  counted.set(text, count);
  return count;
}

/** Counts what a request sends. */
export function tokensSent({ fixed, changing, schema }: ChatRequest): TokensSent {
  const stable = countOnce(fixed) + countOnce(JSON.stringify(schema));
  return { stable, all: stable + countTokens(changing) };
}
