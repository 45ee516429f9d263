import type { Passage } from '../../advisor/guidance.ts';
import type { Pack } from '../../advisor/pack.ts';

/** A passage found for a question, and how well it fits: from 0 to 1, where the question is the passage's own. */
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
const WORDS_OF_THE_TRADE = new Set(
  'finetun finetune train tune tun model llm lora good idea worth sense mak make go next step now still need want try about way right better best think help advice do one use us start first llama gpt mistral wonder whether much many big larg long often own time look part thing other'.split(
    ' ',
  ),
);

/** They count less than other words, for they stand in most passages' questions and hardly tell which one is meant. */
const SHARE_OF_TRADE = 0.4;
/** A word that stands only in the passage's text, not in its question, counts less. */
const SHARE_OF_TEXT = 0.6;
/** So much of the score depends on how much of the passage's question was asked. */
const SHARE_OF_ITS_QUESTION = 0.2;
/** What is found must tell at least this much, or "What is wrong?" would find all that is about something wrong. */
const LEAST = 0.55;
/** A passage's own question comes before others of the same words in another order, or with a "not" more. */
const NOT_ITS_OWN = 0.99;

/** The words of a text that matter for a search, without their endings. */
export const terms = (text: string): Set<string> =>
  new Set(
    text
      .toLowerCase()
      .replace(/fine[\s-]?tun(e[ds]?|ing)/g, 'finetune')
      .split(/[^\p{L}\p{N}@%]+/u)
      .filter((word) => word.length > 1 && !STOP_WORDS.has(word))
      .map((word) => word.replace(/(?:ings?|ies|es|s|ed)$/u, '') || word),
  );

/** The same for two questions that differ only in case and signs. */
const inPlainWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

interface Entry {
  passage: Passage;
  /** The questions that it was written for. */
  questions: { words: string; terms: ReadonlySet<string> }[];
  /** All that its questions and its text speak of. */
  terms: ReadonlySet<string>;
}

/** Finds passages that answer a question, by the questions they were written for and by their text; best first. */
export function createPassageFinder(pack: Pack): (question: string) => FoundPassage[] {
  const entries = [...pack.passages.values()].map(entryOf);
  const weightOf = createWeights(entries);
  const weightOfUnknown = weightOf('');
  const sum = (words: Iterable<string>): number => {
    let total = 0;
    for (const word of words) total += weightOf(word);
    return total;
  };

  /** How much of what is asked one of the passage's questions holds, with what its text adds. */
  function fitOf(asked: ReadonlySet<string>, { questions, terms: all }: Entry): number {
    const known = sum([...asked].filter((word) => all.has(word)));
    if (known < LEAST * weightOfUnknown) return 0;
    const inText = SHARE_OF_TEXT * known;
    const fits = questions.map((question) => {
      const shared = sum([...asked].filter((word) => question.terms.has(word)));
      const ofItsOwn = shared === 0 ? 0 : shared / sum(question.terms);
      return (inText + (1 - SHARE_OF_TEXT) * shared) * (1 - SHARE_OF_ITS_QUESTION * (1 - ofItsOwn));
    });
    // A passage that names no question can be found by its text alone.
    return Math.max(...(fits.length > 0 ? fits : [inText])) / sum(asked);
  }

  return (question) => {
    const words = inPlainWords(question);
    const asked = terms(question);
    // "Should we fine-tune?" is what the whole assessment answers; no passage answers it by itself.
    const isVague = [...asked].every((word) => WORDS_OF_THE_TRADE.has(word));
    return entries
      .map((entry) => {
        const isItsOwn = entry.questions.some((own) => own.words === words);
        const score = isItsOwn ? 1 : isVague ? 0 : NOT_ITS_OWN * fitOf(asked, entry);
        return { passage: entry.passage, score };
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
  };
}

const entryOf = (passage: Passage): Entry => ({
  passage,
  questions: passage.answers.map((text) => ({ words: inPlainWords(text), terms: terms(text) })),
  terms: terms([...passage.answers, passage.text].join('\n')),
});

/** The fewer passages speak of a word, the more it tells which one is meant; a word that none has tells most. */
function createWeights(entries: readonly Entry[]): (word: string) => number {
  const counts = new Map<string, number>();
  for (const entry of entries) for (const word of entry.terms) counts.set(word, (counts.get(word) ?? 0) + 1);
  return (word) =>
    Math.log(1 + entries.length / (1 + (counts.get(word) ?? 0))) *
    (WORDS_OF_THE_TRADE.has(word) ? SHARE_OF_TRADE : 1);
}
