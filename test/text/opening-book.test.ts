import { describe, expect, test } from '@jest/globals';
import { compilePhrase, type Phrase } from '../../src/text/phrase.ts';
import { createPhraseIndex } from '../../src/text/phrase-index.ts';
import { type Searchable, searchable } from '../../src/text/searchable.ts';
import { goldenMessages } from '../curator/support/golden.ts';
import { realLexicon } from '../curator/support/verifier.ts';

/** Whether an index of phrases finds this one in a text. */
const standsIn = (phrase: Phrase, text: Searchable): boolean =>
  createPhraseIndex([phrase], (each) => each).in(text).length > 0;

const stands = (text: string, phrase: string): boolean =>
  standsIn(compilePhrase(phrase, new Map()), searchable(text));

describe('a phrase is found in a text', () => {
  test.each([
    ['with its first word', 'We have retrieval', 'retrieval ...'],
    ['with the beginning of a word', 'We tuned the model', 'tun* ... model'],
    ['with a number', 'about 800 pairs', '# pairs'],
    ['behind a part that may be missing', 'no page', '(wrong)? page'],
    ['always when it begins with a gap', 'page', '... page'],
  ])('%s', (_, text, phrase) => expect(stands(text, phrase)).toBe(true));

  test.each([
    ['without its first word', 'We have retrieval', 'retrieve'],
    ['without a later one', 'We tuned it', 'tun* ... model'],
    ['without a number', 'all pairs', '# pairs'],
  ])('but not %s', (_, text, phrase) => expect(stands(text, phrase)).toBe(false));

  test('also when it is compiled after the text was gone through', () => {
    const words = new Map<string, string>();
    const text = searchable('we have rag');
    expect(standsIn(compilePhrase('page', words), text)).toBe(false);
    expect(standsIn(compilePhrase('rag', words), text)).toBe(true);
  });
});

describe('a phrase that is looked for in one text, then in another', () => {
  const words = new Map<string, string>();
  const [have, lack] = ['We have retrieval and 800 pairs', 'No pairs yet. We lack 90 of 300 pairs'].map(
    searchable,
  );

  test.each(['# pairs', 'we (have|lack|need|want) ... pairs', '... pairs', '##'])('%s', (source) => {
    const found = (text: Searchable | undefined) => text && compilePhrase(source, words).find(text);
    const [first, second] = [found(have), found(lack)];
    expect(first).not.toEqual(second);
    expect([found(have), found(lack)]).toEqual([first, second]);
    // Another book has seen nothing before.
    const anew = compilePhrase(source, new Map());
    expect([have, lack].map((text) => text && anew.find(text))).toEqual([first, second]);
  });

  test('stands in an index for each of them', () => {
    const index = createPhraseIndex(['retrieval', 'no pairs'], (source) => compilePhrase(source, words));
    const standing = [have, lack, have].map((text) => text && index.in(text).map(({ item }) => item));
    expect(standing).toEqual([['retrieval'], ['no pairs'], ['retrieval']]);
  });
});

test('an index finds what each phrase finds by itself', async () => {
  const { cues } = await realLexicon();
  for (const { text } of (await goldenMessages()).slice(0, 20)) {
    const ready = searchable(text);
    const led = new Map(cues.in(ready).map(({ item, matches }) => [item, matches]));
    // The same text once more, of which the index has told the phrases nothing.
    const again = searchable(text);
    for (const each of cues.all) expect(led.get(each) ?? []).toEqual(each.cue.phrase.find(again));
  }
});
