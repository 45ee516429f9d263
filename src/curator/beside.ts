import type { ReadableText } from '../text/readable.ts';
import type { Span } from '../text/sentences.ts';
import type { CompiledCue } from './lexicon.ts';

/** Whether a sentence, and its message, hold what a cue wants beside its own words, and nothing that they must not hold. */
export function fitsBeside(cue: Partial<CompiledCue>, { searchable }: ReadableText, sentence: Span): boolean {
  if (cue.with?.some((phrase) => !phrase.standsIn(searchable, sentence))) return false;
  if (cue.near && !cue.near.standsIn(searchable)) return false;
  return !cue.unless?.standsIn(searchable, sentence);
}
