import { describe, expect, test } from '@jest/globals';
import { compilePhrase } from '../../src/text/phrase.ts';
import { indexPhrases } from '../../src/text/possible-phrases.ts';
import { searchable } from '../../src/text/searchable.ts';
import { goldenMessages } from '../curator/support/golden.ts';
import { realLexicon } from '../curator/support/verifier.ts';

const possibleIn = (text: string, ...sources: string[]): string[] => {
  const possible = indexPhrases(sources.map((source) => compilePhrase(source, new Map())));
  return Array.from(possible(searchable(text)), ({ source }) => source);
};

describe('a phrase is possible', () => {
  test.each([
    ['with its first word', 'We have retrieval', 'retrieval is'],
    ['with the beginning of a word', 'We tuned it', 'tun* ... model'],
    ['with a number', 'about 800 of them', '# pairs'],
    ['behind a part that may be missing', 'no page', '(wrong)? page'],
    ['everywhere when it begins with a gap', 'hello', '... page'],
  ])('%s', (_, text, phrase) => expect(possibleIn(text, phrase)).toEqual([phrase]));

  test('not without any of these', () => {
    expect(possibleIn('We have retrieval', 'tun* ... model', '# pairs', 'retrieve', '(wrong)? page')).toEqual(
      [],
    );
  });
});

test('no cue that stands in a message is left out', async () => {
  const { facts, possible } = await realLexicon();
  const cues = [...facts.values()].flatMap((fact) => fact.cues.map(({ phrase }) => phrase));
  for (const { text } of (await goldenMessages()).slice(0, 40)) {
    const ready = searchable(text);
    const chosen = possible(ready);
    for (const phrase of cues) if (!chosen.has(phrase)) expect(phrase.find(ready)).toEqual([]);
  }
});
