import type { Passage } from '../advisor/guidance.ts';
import type { Pack } from '../advisor/pack.ts';
import { createAnswerer } from './answer/answer.ts';
import { createGuideSearch } from './answer/search-guide.ts';
import { createLexicon, type Lexicon } from './lexicon.ts';
import { createPlainAnswerReader, type PlainAnswerReader } from './plain-answer.ts';

/** A pack with all that is built from it once. It never changes, so that any number of cases can share it. */
export interface ReadyPack {
  pack: Pack;
  lexicon: Lexicon;
  answer: ReturnType<typeof createAnswerer>;
  plainAnswer: PlainAnswerReader;
  /** Passages on a topic, the best first. */
  search(topic: string): Passage[];
}

/**
 * The guidance that counts in a workspace now, or the parts of it that somebody needs. Who needs it several times asks
 * once: another one may be chosen at any moment.
 */
export type PackFor<Part extends keyof ReadyPack = keyof ReadyPack> = (
  workspace: string,
) => Promise<Pick<ReadyPack, Part>>;

/** Builds what is built from a pack. */
export const makeReady = (pack: Pack): ReadyPack => ({
  pack,
  lexicon: createLexicon(pack),
  answer: createAnswerer(pack),
  plainAnswer: createPlainAnswerReader(pack),
  search: createGuideSearch(pack),
});
