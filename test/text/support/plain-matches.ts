import type { PhraseMatch } from '../../../src/text/phrase-search.ts';
import { parsePhrase } from '../../../src/text/phrase-syntax.ts';
import type { Searchable } from '../../../src/text/searchable.ts';
import type { Span } from '../../../src/text/sentences.ts';
import { GAP_GROUP, patternOf, SCORE_GROUP, WORD_BEGINS, WORD_ENDS } from './phrase-expression.ts';

/** Where a phrase stands when its expression is tried at every place of the text. */
export function plainMatches(
  source: string,
  words: ReadonlyMap<string, string>,
): (text: Searchable, within?: Span) => PhraseMatch[] {
  const expression = new RegExp(`${WORD_BEGINS}${patternOf(parsePhrase(source, words))}${WORD_ENDS}`, 'duy');
  return ({ text }, within = { start: 0, end: text.length }) => {
    const found: PhraseMatch[] = [];
    const haystack = text.slice(0, within.end);
    for (let place = within.start; place < within.end; place++) {
      expression.lastIndex = place;
      const match = expression.exec(haystack);
      if (!match) continue;
      found.push(toMatch(match));
      place += match[0].length - 1;
    }
    return found;
  };
}

function toMatch(match: RegExpExecArray): PhraseMatch {
  const groups = Object.entries(match.indices?.groups ?? {});
  const called = (prefix: string): Span[] =>
    groups.flatMap(([name, place]) =>
      name.startsWith(prefix) && place && place[0] < place[1] ? [{ start: place[0], end: place[1] }] : [],
    );
  const [number] = called('number');
  return {
    start: match.index,
    end: match.index + match[0].length,
    gaps: called(GAP_GROUP),
    scores: called(SCORE_GROUP),
    ...(number ? { number } : {}),
  };
}
