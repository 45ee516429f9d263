import { cut } from '../blocks/verdict-parts.ts';

/** A text where Slack takes no more than so many characters, the ellipsis counted in. */
export const fitted = (text: string, most: number): string =>
  text.length <= most ? text : cut(text, most - 1);
