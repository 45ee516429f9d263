import { escapeText } from './mrkdwn.ts';
import { cut, oneLine } from './verdict-parts.ts';

/**
 * Somebody's words in one line of mrkdwn, at most `longest` characters to who reads them. Escapes are longer than what
 * they show; of a text that is nothing but such signs, less is shown, so that it fits Slack's fields all the same.
 */
export function inOneLine(text: string, longest: number): string {
  const shown = cut(oneLine(text), longest);
  const escaped = escapeText(shown);
  if (escaped.length <= 2 * longest) return escaped;
  return escapeText(cut(shown, Math.floor((longest * 2 * longest) / escaped.length)));
}
