import { WORD_BEGINS, WORD_ENDS } from '../../../src/text/phrase.ts';
import { patternOf } from '../../../src/text/phrase-pattern.ts';
import { parsePhrase } from '../../../src/text/phrase-syntax.ts';
import type { Searchable } from '../../../src/text/searchable.ts';
import type { Span } from '../../../src/text/sentences.ts';

/** Where a phrase stands when its expression is tried at every place of the text: slow, and with nothing to go wrong. */
export function plainMatches(
  source: string,
  words: ReadonlyMap<string, string>,
): (text: Searchable, within?: Span) => Span[] {
  const expression = new RegExp(`${WORD_BEGINS}${patternOf(parsePhrase(source, words))}${WORD_ENDS}`, 'duy');
  return ({ text }, within = { start: 0, end: text.length }) => {
    const found: Span[] = [];
    const haystack = text.slice(0, within.end);
    for (let place = within.start; place < within.end; place++) {
      expression.lastIndex = place;
      const match = expression.exec(haystack);
      if (!match) continue;
      found.push({ start: place, end: place + match[0].length });
      place += match[0].length - 1;
    }
    return found;
  };
}
