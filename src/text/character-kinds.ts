/** Letters and digits. */
export const LETTER = 1;
/** What may stand between two words of a phrase. */
export const BETWEEN = 2;
/** What a word of any kind is made of. */
export const WORD = 4;
/** What a word may go on with: "tun*". */
export const GOES_ON = 8;

/** Whether a letter or digit stands at a place, by the kinds of the characters. */
export const isLetter = (kinds: Uint8Array, place: number): boolean => ((kinds[place] ?? 0) & LETTER) !== 0;

/** The signs that may stand between two words of a phrase. */
export const BETWEEN_SIGNS = ' ,;:()"/=→';
/** The signs that a word may hold beside letters and digits. */
export const WORD_SIGNS = "$%'.&+#@€£";

/**
 * Puts the kinds of each character of a text into a list as long as the text, as bits; both halves of a character of
 * two have those of the whole.
 */
export function putCharacterKinds(text: string, kinds: Uint8Array): void {
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (code < ASCII.length) kinds[place] = ASCII[code] ?? 0;
    else {
      const character = String.fromCodePoint(text.codePointAt(place) ?? 0);
      const kind = kindOf(character);
      kinds.fill(kind, place, place + character.length);
      place += character.length - 1;
    }
  }
}

function kindOf(character: string): number {
  if (/[\p{L}\p{N}]/u.test(character)) return LETTER | WORD | GOES_ON;
  const between = BETWEEN_SIGNS.includes(character) ? BETWEEN : 0;
  const word = WORD_SIGNS.includes(character) ? WORD : 0;
  return between | word | (character === "'" ? GOES_ON : 0);
}

const ASCII = Uint8Array.from({ length: 128 }, (_, code) => kindOf(String.fromCharCode(code)));
