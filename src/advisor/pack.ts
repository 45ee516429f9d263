import type { MoodLists } from '../text/mood.ts';
import type { Conditions } from './condition.ts';
import type { Guidance, Passage } from './guidance.ts';
import type { Problem } from './problem.ts';
import type { Route } from './routes.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The body of guidance that verdicts are held against: read from files once, then only looked at. */
export interface Pack {
  /** A short hash of the files, kept with every assessment. */
  version: string;
  vocabulary: Vocabulary;
  /** Shorthands for phrases, such as `$rag`. */
  words: ReadonlyMap<string, string>;
  /** How sentences are meant, as lists of phrases. */
  moods: MoodLists;
  conditions: Conditions;
  problems: readonly Problem[];
  guidance: ReadonlyMap<Route, Guidance>;
  passages: ReadonlyMap<string, Passage>;
}
