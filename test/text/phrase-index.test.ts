import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Pack } from '../../src/advisor/pack.ts';
import { normalise } from '../../src/text/normalise.ts';
import { compilePhrase } from '../../src/text/phrase.ts';
import { createPhraseIndex } from '../../src/text/phrase-index.ts';
import type { PhraseMatch } from '../../src/text/phrase-search.ts';
import { readable } from '../../src/text/readable.ts';
import type { Searchable } from '../../src/text/searchable.ts';
import type { Span } from '../../src/text/sentences.ts';
import { goldenMessages } from '../curator/support/golden.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { plainMatches } from './support/plain-matches.ts';

const told = ({ start, end }: Span): string => `${start}-${end}`;

function isSound(source: string): boolean {
  try {
    compilePhrase(source, new Map());
    return true;
  } catch {
    return false;
  }
}

/** All that matches tell, to be compared: where they stand, and what stands in their numbers, gaps and scores. */
const inFull = (matches: readonly PhraseMatch[]): string =>
  matches
    .map(({ start, end, number, gaps, scores }) =>
      [
        told({ start, end }),
        number ? `#${told(number)}` : '',
        ...gaps.map(told).sort(),
        ...scores.map((each) => `=${told(each)}`).sort(),
      ].join(' '),
    )
    .join('\n');

describe('looking at words finds exactly what a regular expression finds that is tried at every place', () => {
  const word = fc.constantFrom(
    'we',
    'tun*',
    'q&a',
    'recall@#',
    '$#',
    '#',
    '#/#',
    '##',
    '→',
    'percent',
    'k',
    '...',
    '..',
    'no',
    'rag',
    '.net',
    ':',
    'é',
    "don't",
    'k#',
    '+',
  );
  /** From four branches on a choice goes by the first character. */
  const wide = fc
    .uniqueArray(
      word.filter((each) => !each.startsWith('..')),
      { minLength: 4, maxLength: 9 },
    )
    .map((words) => `(${words.join('|')})`);
  const { phrase } = fc.letrec<{ phrase: string; part: string; sequence: string }>((tie) => ({
    part: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      word,
      wide,
      tie('phrase').map((inner) => `(${inner})`),
      tie('phrase').map((inner) => `(${inner})?`),
    ),
    sequence: fc.array(tie('part'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' ')),
    phrase: fc.array(tie('sequence'), { minLength: 1, maxLength: 2 }).map((branches) => branches.join('|')),
  }));
  const piece = fc.constantFrom(
    ...[
      'we',
      'We',
      'tune',
      'tuning',
      'Q&A',
      'recall@10',
      '$5',
      '$.5',
      '.85',
      '12/50',
      '44 of 50',
      '12 000',
      '5 percent',
      '3k',
      '->',
      'twenty five thousand',
      'a few hundred',
      '1.2k',
      'a dozen',
      'half a million',
    ],
    ...[
      'no',
      'rag',
      "rag's",
      "don't",
      '.net',
      ':',
      'é',
      'É',
      'k=5',
      'k5',
      'İ',
      'n=300',
      '+',
      '(',
      '"',
      ', ',
      '. ',
      '\n',
      '👩‍💻',
      'x',
    ],
  );
  const glue = fc.constantFrom(' ', ' ', ' ', '', '-', "'");
  const message = fc
    .array(fc.tuple(piece, glue), { minLength: 6, maxLength: 20 })
    .map((parts) => parts.map((pair) => pair.join('')).join(''));

  test('for any phrase and any text, in the whole of it and in a stretch', () => {
    let compared = 0;
    fc.assert(
      fc.property(phrase, message, fc.nat(), fc.nat(), (source, text, a, b) => {
        const { searchable } = readable(normalise(text).text);
        let compiled: ReturnType<typeof compilePhrase>;
        try {
          compiled = compilePhrase(source, new Map());
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
          return;
        }
        const plain = plainMatches(source, new Map());
        // Stretches begin and end at borders of words, as clauses and matches do.
        const borders = [...searchable.text.matchAll(/(?<![\p{L}\p{N}])|(?![\p{L}\p{N}])/gu)].map(
          ({ index }) => index,
        );
        const places = [a, b].map((each) => borders[each % borders.length] ?? 0);
        const [start = 0, end = 0] = places.sort((x, y) => x - y);
        for (const within of [undefined, { start, end }]) {
          const expected = plain(searchable, within);
          expect(inFull(compiled.find(searchable, within))).toBe(inFull(expected));
          expect(compiled.standsIn(searchable, within)).toBe(expected.length > 0);
          if (expected.length > 0) compared++;
        }
      }),
      { numRuns: 600 },
    );
    // Phrases and texts that never meet would show nothing.
    expect(compared).toBeGreaterThan(50);
  });

  test('for an index of any phrases, over texts in turn', () => {
    let found = 0;
    const sources = fc.array(phrase, { minLength: 2, maxLength: 6 });
    // Some have more than 32 sentences, which share the signs by which they are told apart.
    const texts = fc.array(
      fc.oneof(
        message,
        fc.array(message, { maxLength: 12 }).map((all) => all.join('. a. b. c. ')),
      ),
      {
        minLength: 2,
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(sources, texts, (some, written) => {
        const words = new Map<string, string>();
        const sound = some.filter((source) => isSound(source));
        const index = createPhraseIndex(sound, (source) => compilePhrase(source, words));
        const ready = written.map((text) => readable(normalise(text).text).searchable);
        for (const text of [...ready, ...ready]) {
          const standing = index.in(text).map(({ item, matches }) => `${item}: ${inFull(matches)}`);
          const expected = sound.flatMap((source) => {
            const matches = plainMatches(source, new Map())(text);
            return matches.length > 0 ? [`${source}: ${inFull(matches)}`] : [];
          });
          expect(standing).toEqual(expected);
          // What the index told them, the phrases tell.
          for (const source of sound)
            expect(compilePhrase(source, words).standsIn(text)).toBe(
              expected.some((each) => each.startsWith(`${source}: `)),
            );
          found += expected.length;
        }
      }),
      { numRuns: 150 },
    );
    expect(found).toBeGreaterThan(100);
  });

  test.each([
    ['$# q&a', '$5 Q&A', true],
    ['$# q&a', '$5Q&A', false],
    ['$# #', '$5 twenty five', true],
    ['$# #', '$5twenty five', false],
    ['$# #k', '$53k', false],
  ])('a figure is whole, and apart from what follows it: "%s" in "%s" %s', (source, text, stands) => {
    const { searchable } = readable(normalise(text).text);
    const words = new Map<string, string>();
    const index = createPhraseIndex([source], (each) => compilePhrase(each, words));
    expect(index.in(searchable).length > 0).toBe(stands);
    expect(compilePhrase(source, words).standsIn(searchable)).toBe(stands);
    expect(plainMatches(source, new Map())(searchable).length > 0).toBe(stands);
  });

  test('a sign that ends with a stretch, where a letter follows it in the text', () => {
    const { searchable } = readable('we agree :we do');
    const within = { start: 3, end: 10 };
    expect(compilePhrase(':|we', new Map()).standsIn(searchable, within)).toBe(true);
    expect(inFull(compilePhrase(':|we', new Map()).find(searchable, within))).toBe(
      inFull(plainMatches(':|we', new Map())(searchable, within)),
    );
  });

  describe('for the phrases of our own pack', () => {
    let pack: Pack;
    beforeAll(async () => {
      pack = await ownPack();
    });

    test('in messages of the golden cases', async () => {
      const messages = (await goldenMessages()).filter((_, index) => index % 16 === 0);
      const texts: Searchable[] = messages.map(({ text }) => readable(normalise(text).text).searchable);
      let matches = 0;
      for (const source of [...phrasesOf(pack)].filter((_, index) => index % 6 === 0)) {
        const compiled = compilePhrase(source, pack.words);
        const plain = plainMatches(source, pack.words);
        for (const text of texts) {
          const found = inFull(compiled.find(text));
          matches += found === '' ? 0 : 1;
          if (found !== inFull(plain(text))) expect([source, found]).toEqual([source, inFull(plain(text))]);
        }
      }
      expect(matches).toBeGreaterThan(50);
    });
  });
});

/** The cues, terms and moods of a pack, each once. */
function phrasesOf(pack: Pack): Set<string> {
  const facts = [...pack.vocabulary.values()].flatMap(({ cues, terms }) => [
    ...Object.values(cues).flatMap((list) => (Array.isArray(list) ? list : [list]).map(({ match }) => match)),
    ...Object.values(terms).flat(),
  ]);
  return new Set([...facts, ...Object.values(pack.moods).flat()]);
}
