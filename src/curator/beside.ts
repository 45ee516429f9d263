import type { Phrase } from '../text/phrase.ts';
import { sentenceOf } from '../text/readable.ts';
import type { Span } from '../text/sentences.ts';
import type { CompiledCue } from './lexicon.ts';
import type { ReadableMessage } from './readable-message.ts';

/** Whether a sentence, and its message, hold what a cue wants beside its own words, and nothing that they must not hold. */
export function fitsBeside(cue: Partial<CompiledCue>, readable: ReadableMessage, sentence: Span): boolean {
  const { searchable } = readable;
  if (cue.with?.some((phrase) => !phrase.standsIn(searchable, sentence))) return false;
  if (cue.near && !isTold(cue.near, readable)) return false;
  if (cue.nowhere && isTold(cue.nowhere, readable)) return false;
  return !cue.unless?.standsIn(searchable, sentence);
}

/** Whether a phrase stands in the message outside of orders to the reader, which tell nothing. */
function isTold(phrase: Phrase, readable: ReadableMessage): boolean {
  if (readable.orders.size === 0) return phrase.standsIn(readable.searchable);
  return phrase.find(readable.searchable).some((match) => {
    const sentence = sentenceOf(readable, match);
    return !sentence || !readable.orders.has(sentence);
  });
}
