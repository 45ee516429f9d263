import { firstCharacters } from '../text/first-characters.ts';

/** Private replies have room for this much of what somebody typed. */
const LONGEST = 2_500;

/**
 * Says that a question may be lost, and gives it back: nobody has to type it twice. Nobody can be sure that it is lost,
 * for the database may have kept it and failed to say so.
 * @param text what was typed, as plain text
 */
export const lostText = (text: string): string =>
  [
    'My database does not answer, so I may have lost your question. If nothing appears here within a minute, please ask again; this is what you typed:',
    quoted(text),
  ].join('\n');

/**
 * Says that the app is not installed where somebody used it, and gives back what they asked.
 * @param text what was typed, as plain text; empty where that was no question
 */
export const notInstalledText = (text: string): string =>
  text === '' ? NOT_INSTALLED : [NOT_INSTALLED, 'This is what you typed:', quoted(text)].join('\n');

export const NOT_INSTALLED =
  'I am not installed in this workspace (any more), so I kept nothing of this. Ask who manages its apps to install me, and try again.';

/** Shows text as it was typed, whatever it holds. */
function quoted(text: string): string {
  const shown = text.length > LONGEST ? `${firstCharacters(text, LONGEST)} …` : text;
  return `\`\`\`${shown.replace(/```/g, "'''").replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')}\`\`\``;
}
