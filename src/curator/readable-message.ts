import { blankHidden } from '../text/hidden.ts';
import type { MoodReader } from '../text/mood.ts';
import { type Normalised, normalise } from '../text/normalise.ts';
import { type ReadableText, readable, type Sentence } from '../text/readable.ts';
import type { Message } from './curator.ts';

/** A message prepared for reading: normalised, hidden parts blanked, taken apart. */
export interface ReadableMessage extends ReadableText {
  message: Message;
  normalised: Normalised;
  /** Sentences that give orders instead of telling of the team. */
  orders: ReadonlySet<Sentence>;
}

/** Prepares a message, once for everything that reads it. */
export function prepare(message: Message, moods: MoodReader): ReadableMessage {
  const normalised = normalise(blankHidden(message.text));
  // Once more: what hides itself in letters of full width or between invisible signs shows only now.
  const seen = normalised.text === message.text ? message.text : blankHidden(normalised.text);
  const text = readable(seen);
  const orders = new Set(text.sentences.filter((sentence) => moods.isInstruction(text, sentence)));
  const { searchable, sentences } = text;
  return { text: seen, searchable, sentences, message, normalised, orders };
}
