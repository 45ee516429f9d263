import { detectAll } from 'tinyld';
import { blankHidden } from '../text/hidden.ts';

/** Below this many letters a language cannot be told. */
const LETTERS_FOR_A_LANGUAGE = 40;
/** How sure the detector must be, from 0 to 1. */
const SURE = 0.5;

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language' });

const lettersOf = (text: string): string => (text.match(/\p{L}+/gu) ?? []).join(' ');

/** What people should know of how their words were read, in plain sentences. @param texts what was read now */
export function readingNotes(texts: readonly string[], reader: 'llm' | 'offline'): string[] {
  if (texts.length === 0) return [];
  const words = lettersOf(texts.map(blankHidden).join('\n'));
  if (words.length < 3) return ['There were no words in it that I could read, only code, signs or emoji.'];
  const language = languageNote(texts, reader);
  return language === undefined ? [] : [language];
}

/** That answers come in English, where what was read is surely in another language. */
export function languageNote(texts: readonly string[], reader: 'llm' | 'offline'): string | undefined {
  const language = foreignLanguage(lettersOf(texts.map(blankHidden).join('\n')));
  if (!language) return undefined;
  const offline =
    reader === 'offline' ? ` Offline I know little ${language}, so look twice at what I picked up.` : '';
  return `You write in ${language}: I answer in English, and quotations stay as they are.${offline}`;
}

/** The name of a text's language when it is surely another than English. */
function foreignLanguage(words: string): string | undefined {
  if (words.length < LETTERS_FOR_A_LANGUAGE) return undefined;
  const [first] = detectAll(words);
  if (!first || first.lang === 'en' || first.accuracy < SURE) return undefined;
  return LANGUAGES.of(first.lang);
}
