import { firstCharacters } from '../text/first-characters.ts';

/** Private replies have room for this much of what somebody typed. */
const LONGEST = 2_500;

/**
 * Says that a question could not be kept, and gives it back: nobody has to type it twice.
 * @param text what was typed, as plain text
 */
export function lostText(text: string): string {
  const shown = text.length > LONGEST ? `${firstCharacters(text, LONGEST)} …` : text;
  return [
    'I could not keep your question: my database does not answer. Nothing was posted. Please try again in a minute; here is what you typed:',
    `\`\`\`${shown.replace(/```/g, "'''").replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')}\`\`\``,
  ].join('\n');
}
