/** Words that say nothing by themselves. */
const EMPTY_WORDS = new Set(
  'a about above after all also an and any are as at be been before being below both but by can could did do does down each either for from had has have he her here his how i if in into is it its just least less many may me might more most much must my no nor not of off on once one only or other our out over own per same shall she should so some such than that the their them then there these they this those through to too under until up upon very was we were what when where which while who whom why will with within without would you your yours'.split(
    ' ',
  ),
);

/** Whether a word says nothing by itself. */
export const isEmptyWord = (word: string): boolean => EMPTY_WORDS.has(word);

/** A word without its most common endings, so that "labels" and "labelled" are one. */
export function stem(word: string): string {
  const short = word.replace(/(?:'s|s')$/u, '');
  const cut = short.replace(/(?:ings?|edly|ied|ies|ed|es|s|ly|er|ers)$/u, '');
  const base = cut.length >= 3 ? cut : short;
  // "stopped" and "stop", "labelled" and "label".
  return base.replace(/([bdglmnprt])\1$/u, '$1').replace(/[ey]$/u, '');
}

/** The content words of a text, without their endings, in its order. */
export const contentWords = (text: string): string[] => wordsWithContent(text).map(stem);

/** How many content words a text has. */
export const countContentWords = (text: string): number => wordsWithContent(text).length;

const wordsWithContent = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}'@%]+/u)
    .map((word) => (word.includes("'") ? word.replace(/^'+|'+$/g, '') : word))
    .filter((word) => word.length > 1 && !isEmptyWord(word));
