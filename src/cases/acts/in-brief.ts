import { firstCharacters } from '../../text/first-characters.ts';

const LONGEST = 50;

/** The beginning of somebody's words, in quotation marks, for naming a thing within a sentence. */
export function inBrief(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  if (line.length <= LONGEST) return `“${line}”`;
  const space = line.lastIndexOf(' ', LONGEST);
  return `“${firstCharacters(line, space > LONGEST / 2 ? space : LONGEST)} …”`;
}
