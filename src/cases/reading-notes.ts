import { groupBy } from '../advisor/group-by.ts';
import { blankHidden } from '../text/hidden.ts';

/** Below this many letters a language cannot be told. */
const LETTERS_FOR_A_LANGUAGE = 40;
/** How sure the detector must be of it: 1 is as sure as it can be of one piece. */
const SURE = 0.5;
/** The detector goes by rare letters, so one name can mislead it; pieces of so many words vote. */
const WORDS_OF_A_PIECE = 12;

/** English words that no text in English does without, and that hardly stand in another language. */
const ENGLISH = new Set(
  'the of and to a is are was were be been it that this these those for on with as at by from or not we our us you your they their i my but if so than then when what which who how why do does did have has had can will would should could no there here about into out just only all any some more after before because while'.split(
    ' ',
  ),
);
/** Notes full of jargon have 15 in 100 of them and more, texts in other languages 5 and fewer. */
const ENGLISH_SHARE = 0.1;

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language' });

const lettersOf = (text: string): string => (text.match(/\p{L}+/gu) ?? []).join(' ');

/** What people should know of how their words were read, in plain sentences. @param texts what was read now */
export async function readingNotes(texts: readonly string[], reader: 'llm' | 'offline'): Promise<string[]> {
  if (texts.length === 0) return [];
  const words = lettersOf(texts.map(blankHidden).join('\n'));
  if (words.length < 3) return ['There were no words in it that I could read, only code, signs or emoji.'];
  const language = await languageNote(texts, reader);
  return language === undefined ? [] : [language];
}

/** That answers come in English, where what was read is surely in another language. */
export async function languageNote(
  texts: readonly string[],
  reader: 'llm' | 'offline',
): Promise<string | undefined> {
  const language = await foreignLanguage(lettersOf(texts.map(blankHidden).join('\n')));
  if (!language) return undefined;
  const offline =
    reader === 'offline' ? ` Offline I know little ${language}, so look twice at what I picked up.` : '';
  return `You write in ${language}: I answer in English, and quotations stay as they are.${offline}`;
}

/** The name of a text's language when it is surely another than English. */
async function foreignLanguage(text: string): Promise<string | undefined> {
  if (text.length < LETTERS_FOR_A_LANGUAGE) return undefined;
  const words = text.split(' ');
  const english = words.filter((word) => ENGLISH.has(word.toLowerCase())).length;
  if (english >= ENGLISH_SHARE * words.length) return undefined;
  const [most] = await votes(piecesOf(words));
  return most && most.language !== 'en' && most.sureness >= SURE ? LANGUAGES.of(most.language) : undefined;
}

/** How sure the detector is of each language, over all pieces; the surest first. */
async function votes(pieces: readonly string[]): Promise<{ language: string; sureness: number }[]> {
  // Its tables take long to load, and who writes English needs none of them.
  const { detectAll } = await import('tinyld');
  const found = pieces.flatMap((piece) => detectAll(piece));
  return [...groupBy(found, ({ lang }) => lang)]
    .map(([language, each]) => ({
      language,
      sureness: each.reduce((sum, { accuracy }) => sum + accuracy, 0),
    }))
    .sort((a, b) => b.sureness - a.sureness);
}

const piecesOf = (words: readonly string[]): string[] =>
  Array.from({ length: Math.ceil(words.length / WORDS_OF_A_PIECE) }, (_, index) =>
    words.slice(index * WORDS_OF_A_PIECE, (index + 1) * WORDS_OF_A_PIECE).join(' '),
  );
