import { oneLine } from '../blocks/verdict-parts.ts';

/** Somebody's words as Markdown shows them as they are: no link, no tag, no heading comes of them. */
export const md = (text: string): string => oneLine(text).replace(/[\\`*_{}[\]<>#|~]/g, '\\$&');

/** Lines with a heading above; nothing where there are no lines. */
export const part = (heading: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [heading, '', ...lines, ''];
