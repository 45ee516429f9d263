import { firstCharacters } from '../text/first-characters.ts';

/** Private replies have room for this much of what somebody typed. */
const LONGEST = 2_500;

/**
 * Says that a question may be lost, and gives it back: nobody has to type it twice. Nobody can be sure that it is lost,
 * for the database may have kept it and failed to say so.
 * @param text what was typed, as plain text
 */
export function lostText(text: string): string {
  const shown = text.length > LONGEST ? `${firstCharacters(text, LONGEST)} …` : text;
  return [
    'My database does not answer, so I may have lost your question. If nothing appears here within a minute, please ask again; this is what you typed:',
    `\`\`\`${shown.replace(/```/g, "'''").replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')}\`\`\``,
  ].join('\n');
}
