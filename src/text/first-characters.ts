/** The beginning of a text, of at most so many characters as JavaScript counts them, with no half of an emoji at its end. */
export const firstCharacters = (text: string, most: number): string =>
  text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
