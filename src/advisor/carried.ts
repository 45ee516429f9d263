import type { Recorded } from './fact.ts';
import { newestFirst } from './newest-first.ts';

/** The keys of all that was read from a sentence, by the sentence's place. */
export type Carried = ReadonlyMap<string, ReadonlySet<string>>;

/** Names the words that a statement was read from: what several statements have in common. */
export const sentenceOf = ({ evidence: { message, quote } }: Recorded): string => `${message}\n${quote}`;

/** Counts once what each sentence carries, so that choosing among many does not look at all of them again. */
export function countCarried(statements: readonly Recorded[]): Carried {
  const carried = new Map<string, Set<string>>();
  for (const statement of statements) {
    const sentence = sentenceOf(statement);
    const keys = carried.get(sentence);
    if (keys) keys.add(statement.key);
    else carried.set(sentence, new Set([statement.key]));
  }
  return carried;
}

/** By how many facts were read from the same words, then by time. Words that aged out tell nothing. */
export const mostTellingFirst =
  (carried: Carried) =>
  (a: Recorded, b: Recorded): number =>
    tells(b, carried) - tells(a, carried) || newestFirst(a, b);

const tells = (statement: Recorded, carried: Carried): number =>
  statement.evidence.quote === '' ? 0 : (carried.get(sentenceOf(statement))?.size ?? 0);
