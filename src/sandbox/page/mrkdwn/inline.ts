import { unescapeWire } from '../../wire/escape-wire.ts';
import type { JsonObject } from '../../wire/json.ts';
import { wireTokens } from '../../wire/wire-tokens.ts';
import { tokenElement } from './token-element.ts';

/** How a piece of text looks. */
export interface TextStyle {
  bold?: true;
  italic?: true;
  strike?: true;
  code?: true;
}

/** A mark counts only where a word could begin, and has to close where one could end: "5 * 3 * 2" is no bold. */
const span = (mark: string) =>
  `(?<![\\p{L}\\p{N}${mark}])${mark}(?![\\s${mark}])([^\\n]*?[^\\s${mark}])${mark}(?![\\p{L}\\p{N}${mark}])`;

const PATTERN = new RegExp(
  [
    '`([^`\\n]+)`',
    '(<[^<>\\n]+>)',
    span('\\*'),
    span('_'),
    span('~'),
    ":([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):",
    '(?<![\\p{L}\\p{N}])(https?:\\/\\/[^\\s<>|]+[^\\s<>|.,;:!?)\\]}\'"*_~])',
  ].join('|'),
  'gu',
);

/** @returns one line or more of mrkdwn as elements of rich text: styles, mentions, links, emoji */
export function inlineElements(text: string, style: TextStyle = {}): JsonObject[] {
  const elements: JsonObject[] = [];
  let at = 0;
  for (const match of text.matchAll(PATTERN)) {
    elements.push(...plain(text.slice(at, match.index), style), ...spanElements(match, style));
    at = match.index + match[0].length;
  }
  return joined([...elements, ...plain(text.slice(at), style)]);
}

/** @returns the elements with neighbouring texts of one look as one, so that code is one box */
function joined(elements: JsonObject[]): JsonObject[] {
  const result: JsonObject[] = [];
  for (const element of elements) {
    const last = result.at(-1);
    const alike = last?.type === 'text' && element.type === 'text' && sameStyle(last, element);
    if (alike) result.splice(-1, 1, { ...last, text: String(last.text) + String(element.text) });
    else result.push(element);
  }
  return result;
}

function sameStyle(a: JsonObject, b: JsonObject): boolean {
  return JSON.stringify(a.style) === JSON.stringify(b.style);
}

function spanElements(match: RegExpExecArray, style: TextStyle): JsonObject[] {
  const [, code, angle, bold, italic, strike, emoji, url] = match;
  if (code !== undefined) return codeElements(code, style);
  if (angle !== undefined) return wireTokens(angle).map((token) => tokenElement(token, style));
  if (bold !== undefined) return inlineElements(bold, { ...style, bold: true });
  if (italic !== undefined) return inlineElements(italic, { ...style, italic: true });
  if (strike !== undefined) return inlineElements(strike, { ...style, strike: true });
  if (emoji !== undefined) return [{ type: 'emoji', name: emoji }];
  return url === undefined ? [] : [{ type: 'link', url: unescapeWire(url), ...styled(style) }];
}

/** In code only mentions and links count; the rest is literal. */
function codeElements(code: string, style: TextStyle): JsonObject[] {
  return wireTokens(code).map((token) => tokenElement(token, { ...style, code: true }));
}

function plain(text: string, style: TextStyle): JsonObject[] {
  return text === '' ? [] : [{ type: 'text', text: unescapeWire(text), ...styled(style) }];
}

/** @returns the style as a member of an element, or nothing for none */
export function styled(style: TextStyle): JsonObject {
  return Object.keys(style).length > 0 ? { style: { ...style } } : {};
}
