import { describe, expect, test } from '@jest/globals';
import { normalise } from '../../src/text/normalise.ts';
import { compilePhrase } from '../../src/text/phrase.ts';
import { readable } from '../../src/text/readable.ts';

const WORDS = new Map([
  ['rag', '(rag|retrieval|vector store)'],
  ['we', '(we|i)'],
  ['we-have', '$we (have|got)'],
  ['loop', '(a|$pool)'],
  ['pool', '(b|$loop)'],
]);

/** The parts of a message, as they were typed, on which a phrase is found. */
function found(phrase: string, message: string): string[] {
  const text = readable(normalise(message).text);
  return compilePhrase(phrase, WORDS)
    .find(text.searchable)
    .map(({ start, end }) => text.text.slice(start, end));
}

describe('a phrase is found', () => {
  const cases: [string, string, string, string[]][] = [
    ['as whole words, in any case', 'rag', 'RAG, not raged; Rag!', ['RAG', 'Rag']],
    [
      'over any white space and light punctuation',
      'we have',
      'we  have; We,\u00a0have; "we" (have)',
      ['we have', 'We, have', 'we" (have'],
    ],
    [
      'over hyphens, underscores and emphasis',
      'fine tune',
      'fine-tune, *fine* tune, fine_tune',
      ['fine-tune', 'fine* tune', 'fine_tune'],
    ],
    ['over a line end within a list', 'we have', 'what we\nhave', []],
    ['with "*": words that begin so', 'tun*', 'tune tuning attuned tun', ['tune', 'tuning', 'tun']],
    [
      'with "(a|b c)": one of several',
      '(rag|vector store) (is|was)',
      'RAG is; the vector store was; rag has',
      ['RAG is', 'vector store was'],
    ],
    [
      'with "(a)?": what may be missing',
      'no (good)? retrieval',
      'no retrieval, no good retrieval, no bad retrieval',
      ['no retrieval', 'no good retrieval'],
    ],
    ['with "(a)?" at the beginning', '(very)? slow', 'slow, very slow', ['slow', 'very slow']],
    ['with "(a)?" at the end', 'slow (today)?', 'slow. Then slow today', ['slow', 'slow today']],
    [
      'with "...": up to six words between',
      'wrong ... page',
      'wrong page; wrong a b c d e f page',
      ['wrong page', 'wrong a b c d e f page'],
    ],
    ['with "...": and not seven', 'wrong ... page', 'wrong a b c d e f g page', []],
    [
      'with "..": up to two words between',
      'wrong .. page',
      'wrong page; wrong a b page; wrong a b c page',
      ['wrong page', 'wrong a b page'],
    ],
    ['with "...": the nearest end', 'wrong ... page', 'wrong page and page', ['wrong page']],
    [
      'with "#": a number in any notation',
      '# pairs',
      '800 pairs, 1.2k pairs, ten thousand pairs, hundreds of pairs, .5 pairs',
      ['800 pairs', '1.2k pairs', 'ten thousand pairs', '.5 pairs'],
    ],
    [
      'with "# ...": the nearest number',
      '# ... a day',
      'five sites, 10,000 calls a day',
      ['10,000 calls a day'],
    ],
    ['with "#/#": a ratio', 'got #/#', 'we got 12/50 and got 7 / 9, got 1.5', ['got 12/50', 'got 7 / 9']],
    [
      'with "##": what can be a score',
      'got ##',
      'got 0.88, got 88 %, got .71, got 44 of 50, got 44/50, got 9 days, got 800 rows, got GPT 4',
      ['got 0.88', 'got 88 %', 'got .71', 'got 44 of 50', 'got 44/50'],
    ],
    [
      'with "→": an arrow however it is typed',
      '## → ##',
      '0.88 → 0.79, 0.7 -> 0.8, 71→83 and 10-20',
      ['0.88 → 0.79', '0.7 -> 0.8', '71→83'],
    ],
    ['with "#" in a word', 'recall@#', 'recall@10, recall@5 and recall', ['recall@10', 'recall@5']],
    ['with "$#": an amount', '$# (a month)?', '$2,250 a month or $40 or 40', ['$2,250 a month', '$40']],
    [
      'with "$name": a phrase of words.yaml',
      '$rag is',
      'retrieval is, vector store is, search is',
      ['retrieval is', 'vector store is'],
    ],
    ['with "$name" within "$name"', '$we-have $rag', 'I got RAG', ['I got RAG']],
    ['with a word that begins with a sign', '.net', 'we run .net', ['.net']],
    ['with a word that has a sign within', 'q&a', 'a Q&amp;A bot', ['Q&A']],
    ['before a possessive', 'customer', "the customer's words", ['customer']],
    ['in other scripts and with accents', 'cómo (está|va)', 'Cómo está? CÓMO VA', ['Cómo está', 'CÓMO VA']],
    ['behind a letter that has no small form of the same length', 'we have', 'İyi. we have', ['we have']],
  ];
  test.each(cases)('%s', (_, phrase, message, expected) => {
    expect(found(phrase, message)).toEqual(expected);
  });
});

describe('a phrase is not found', () => {
  test.each([
    ['within a word', 'rag', 'storage average'],
    ['behind the apostrophe of a word', 'd', "I'd rather not"],
    ['behind the point of a version', '# b', 'llama3.1 b'],
    ['across the end of a sentence', 'no retrieval', 'Is there any? No. Retrieval is fine.'],
    ['across the end of a line', 'no retrieval', 'evals: no\nretrieval: yes'],
    ['across the end of a sentence, in a gap either', 'no ... retrieval', 'No. Then retrieval.'],
  ])('%s', (_, phrase, message) => {
    expect(found(phrase, message)).toEqual([]);
  });
});

test('the place of the number in a match is known, the first where there are several', () => {
  const text = readable('about 800 of 1,000 pairs');
  const [match] = compilePhrase('# of # pairs', WORDS).find(text.searchable);
  expect(match).toMatchObject({ start: 6, end: 24, number: { start: 6, end: 9 } });
});

test('what fills the gaps of a match is known', () => {
  const text = readable('we have no real RAG today');
  const [match] = compilePhrase('(have|has) ... rag ... today', WORDS).find(text.searchable);
  expect(match).toEqual({ start: 3, end: 25, gaps: [{ start: 8, end: 16 }], scores: [] });
});

test('a search within a stretch of the text finds only what lies in it', () => {
  const text = readable('rag and rag and rag').searchable;
  const phrase = compilePhrase('rag', WORDS);
  expect(phrase.find(text, { start: 1, end: 12 })).toEqual([{ start: 8, end: 11, gaps: [], scores: [] }]);
  expect(phrase.standsIn(text, { start: 9, end: 19 })).toBe(true);
  expect(phrase.standsIn(text, { start: 9, end: 18 })).toBe(false);
});

describe('a phrase that cannot be read is refused, with what is wrong with it', () => {
  test.each([
    ['a "(" without a ")"', 'we (have|got', '"we (have|got" has a "(" without a ")".'],
    ['a ")" too many', 'we have)', '"we have)" has a ")" too many.'],
    ['an empty phrase', ' ', '" " has an empty choice; write "(a|b)?" for what may be missing.'],
    ['an empty branch', '(a|)', '"(a|)" has an empty choice; write "(a|b)?" for what may be missing.'],
    [
      'nothing but what may be missing',
      '(a)?',
      '"(a)?" has an empty choice; write "(a|b)?" for what may be missing.',
    ],
    ['a "*" alone', 'we *', '"we *": "*" stands at the end of a word, after at least one letter.'],
    ['a "*" within a word', 't*ne', '"t*ne": "*" stands at the end of a word, after at least one letter.'],
    ['a name that is not in words.yaml', 'no $search', '"$search" is not in words.yaml.'],
    ['a name that refers to itself', 'no $loop', '"$loop" refers to itself.'],
  ])('%s', (_, phrase, message) => {
    expect(() => compilePhrase(phrase, WORDS)).toThrow(new SyntaxError(message));
  });
});
