/**
 * Some of the sentences of a text, a bit each. From the 33rd on sentences share their bits, so that a set may hold more
 * than was put in, never less: it tells where something can not stand.
 */
export type SentenceSet = number;

export const NO_SENTENCE: SentenceSet = 0;
export const ANY_SENTENCE: SentenceSet = -1;

/** The set that holds one sentence. */
export const onlySentence = (number: number): SentenceSet => 1 << (number & 31);
