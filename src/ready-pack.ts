import type { Pack } from './advisor/pack.ts';
import { createAnswerer } from './curator/answer/answer.ts';
import { createLexicon, type Lexicon } from './curator/lexicon.ts';
import { createPlainAnswerReader, type PlainAnswerReader } from './curator/plain-answer.ts';
import { loadPack } from './pack/load.ts';
import { packFolders } from './pack-folders.ts';

/** The guidance with all that is built from it once. It never changes, so any number of advisers can share it. */
export interface ReadyPack {
  pack: Pack;
  lexicon: Lexicon;
  answer: ReturnType<typeof createAnswerer>;
  plainAnswer: PlainAnswerReader;
}

/**
 * Reads the guidance, and a company's own where there is some.
 * @throws PackError for what is wrong in it, with file, line and remedy
 */
export async function readyPack(guidanceDir: string | undefined): Promise<ReadyPack> {
  const pack = await loadPack(packFolders(guidanceDir));
  return {
    pack,
    lexicon: createLexicon(pack),
    answer: createAnswerer(pack),
    plainAnswer: createPlainAnswerReader(pack),
  };
}
