/** A Latin letter beside a Cyrillic one within a word: no keyboard types that by itself. */
const MIXED_SCRIPTS = /\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin}/u;
/** Greek letters that look like Latin ones, within a Latin word; not the first letters of units and formulas. */
const GREEK_IN_LATIN = /\p{Script=Latin}{2}[αειοκνρτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ]\p{Script=Latin}/u;
/** Digits for letters: "prev10us". One or two such words may be names of models. */
const DIGITS_FOR_LETTERS = /(?<!\p{L})\p{L}+[013457]{1,2}\p{L}{2,}(?!\p{L})/gu;
const MOST_NAMES = 2;

/** The same for letters without accents, which is soon seen. */
const DIGITS_FOR_PLAIN_LETTERS = /[a-z][013457]{1,2}[a-z]{2}/i;

/** Its letters are Latin ones. */
const ONLY_ASCII = /^[\0-\x7f]*$/;

/** Whether a text is written so that people read something else than a program does. */
export function isDisguised(text: string): boolean {
  if (ONLY_ASCII.test(text)) return DIGITS_FOR_PLAIN_LETTERS.test(text) && hasDigitsForLetters(text);
  return MIXED_SCRIPTS.test(text) || GREEK_IN_LATIN.test(text) || hasDigitsForLetters(text);
}

const hasDigitsForLetters = (text: string): boolean =>
  (text.match(DIGITS_FOR_LETTERS)?.length ?? 0) > MOST_NAMES;

/** At least so much of a text must be in letters that the pack's phrases are written in. */
const LATIN_SHARE = 0.5;

/** Whether the pack's phrases can tell anything of a text. */
export function isReadable(text: string): boolean {
  if (ONLY_ASCII.test(text)) return true;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return latin >= LATIN_SHARE * letters;
}
