import MiniSearch from 'minisearch';
import type { Passage } from '../../advisor/guidance.ts';
import type { Pack } from '../../advisor/pack.ts';

/** A passage found for a question, and how well it fits: the share of the question's words that it accounts for. */
export interface FoundPassage {
  passage: Passage;
  score: number;
}

/** Words that every question has and no passage is about. */
const STOP_WORDS = new Set(
  'a about an and any are as at be but by can could did do does for from get had has have how i if in into is it its just me my no not of on or our out should so some that the their them then there they this to up us was we were what when where which who why will with would you your'.split(
    ' ',
  ),
);

/** Words that alone do not make a question. */
const WORDS_OF_THE_TRADE = new Set([
  'finetun',
  'finetune',
  'train',
  'tune',
  'tun',
  'model',
  'llm',
  'lora',
  'good',
  'idea',
  'worth',
  'sense',
  'mak',
  'make',
  'go',
  'next',
  'step',
  'now',
  'still',
  'need',
  'want',
  'try',
  'about',
  'way',
  'right',
  'better',
  'best',
  'think',
  'help',
  'advice',
  'do',
  'one',
  'use',
  'us',
  'start',
  'first',
  'llama',
  'gpt',
  'mistral',
]);

/** The words of a text that matter for a search, without their endings. */
export const terms = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/fine[\s-]?tun(e[ds]?|ing)/g, 'finetune')
    .split(/[^\p{L}\p{N}@%]+/u)
    .filter((word) => word.length > 1 && !STOP_WORDS.has(word))
    .map((word) => word.replace(/(?:ings?|ies|es|s|ed)$/u, '') || word);

/** Finds passages that answer a question, by the questions they were written for and by their text. */
export function createPassageFinder(pack: Pack): (question: string) => FoundPassage[] {
  const search = new MiniSearch<{ id: string; answers: string; text: string }>({
    fields: ['answers', 'text'],
    tokenize: terms,
    processTerm: (term) => term,
    searchOptions: { boost: { answers: 3 }, fuzzy: 0.15, prefix: false },
  });
  search.addAll(
    [...pack.passages.values()].map(({ id, answers, text }) => ({ id, answers: answers.join(' ? '), text })),
  );
  return (question) => {
    const asked = [...new Set(terms(question))];
    // "Should we fine-tune?" is what the whole assessment answers; no passage answers it by itself.
    if (asked.filter((word) => !WORDS_OF_THE_TRADE.has(word)).length === 0) return [];
    return search.search(question).flatMap((result) => {
      const passage = pack.passages.get(String(result.id));
      if (!passage) return [];
      const covered = bestCover(asked, passage);
      return [{ passage, score: covered }];
    });
  };
}

/** The largest share of the asked words that one of the passage's own questions, or its text, holds. */
function bestCover(asked: readonly string[], passage: Passage): number {
  const cover = (text: string): number => {
    const there = new Set(terms(text));
    return asked.filter((word) => there.has(word)).length / asked.length;
  };
  return Math.max(...passage.answers.map(cover), 0.7 * cover(passage.text));
}
