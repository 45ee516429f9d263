import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sentences } from '../../src/text/sentences.ts';

const split = (text: string): string[] => sentences(text).map(({ start, end }) => text.slice(start, end));

describe('a text falls into its sentences', () => {
  const cases: [string, string, string[]][] = [
    [
      'at full stops, question and exclamation marks',
      'We have RAG. Is it bad? Help!',
      ['We have RAG.', 'Is it bad?', 'Help!'],
    ],
    [
      'where the next one begins with a small letter, as in chat',
      'we have rag. it returns the wrong page. no idea why',
      ['we have rag.', 'it returns the wrong page.', 'no idea why'],
    ],
    [
      'where the next one begins with a number',
      'It is bad. 800 pairs are there.',
      ['It is bad.', '800 pairs are there.'],
    ],
    [
      'where the next one begins with an amount of money',
      'It is slow. $2k a month.',
      ['It is slow.', '$2k a month.'],
    ],
    [
      'at line ends, with or without a mark',
      'We have 800 pairs\nno eval yet',
      ['We have 800 pairs', 'no eval yet'],
    ],
    ['behind several marks', 'really?! yes... ok', ['really?!', 'yes...', 'ok']],
    [
      'not behind a question that is cited, where the sentence goes on',
      'all mail goes through a "spam?" check. is it good?',
      ['all mail goes through a "spam?" check.', 'is it good?'],
    ],
    [
      'behind a question that somebody asked, word for word, and at the end of its line',
      'she asked "is it spam?" and left\na "spam?"\nwe know',
      ['she asked "is it spam?"', 'and left', 'a "spam?"', 'we know'],
    ],
    [
      'behind a closing quote mark or bracket',
      'He said "no." we stopped. (Yes.) fine',
      ['He said "no."', 'we stopped.', '(Yes.)', 'fine'],
    ],
    [
      'in Spanish and German',
      '¿Cuántos ejemplos? Tenemos 200. Wir haben nichts.',
      ['¿Cuántos ejemplos?', 'Tenemos 200.', 'Wir haben nichts.'],
    ],
    ['in Japanese', '検索があります。精度は低い。', ['検索があります。', '精度は低い。']],
    [
      'with emoji in them and between them',
      'It works 🎉. now what 🤷 ok',
      ['It works 🎉.', 'now what 🤷 ok'],
    ],
  ];
  test.each(cases)('%s', (_, text, expected) => {
    expect(split(text)).toEqual(expected);
  });
});

describe('a full stop does not end a sentence', () => {
  test.each([
    ['in a decimal number', 'F1 is 0.85 on 1.2k items, at $0.004 a call'],
    ['in a number of thousands', 'We have 15.000 rows in it'],
    ['in the name of a model', 'We run Qwen2.5 and gpt-4.1 today'],
    ['behind an abbreviation', 'We tried knobs, e.g. chunk size, i.e. the usual, vs. the default'],
    ['behind an abbreviation of another language', 'Wir haben z.B. Handbücher bzw. Verträge'],
    ['behind the number of a list', '1. we have retrieval'],
  ])('%s', (_, text) => {
    expect(split(text)).toEqual([text]);
  });
});

test('the items of a list are sentences of their own, with their marks', () => {
  expect(split('What we have:\n- 800 pairs\n- no eval\n2) a prompt')).toEqual([
    'What we have:',
    '- 800 pairs',
    '- no eval',
    '2) a prompt',
  ]);
});

test('an empty text and one of white space have no sentence', () => {
  expect(sentences('')).toEqual([]);
  expect(sentences(' \n ')).toEqual([]);
});

test('of any text, sentences hold everything but white space, in order and without overlaps', () => {
  const parts = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom('. ', '? ', '\n', 'e.g. ', '1. ', '0.85', ' a', '...'),
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(parts, (list) => {
      const text = list.join('');
      const spans = sentences(text);
      let at = 0;
      for (const { start, end } of spans) {
        if (start < at || end <= start) throw new Error(`overlap at ${start}`);
        if (text.slice(at, start).trim() !== '') throw new Error('something is left out');
        if (text.slice(start, end).trim() !== text.slice(start, end))
          throw new Error('white space at an end');
        at = end;
      }
      expect(text.slice(at).trim()).toBe('');
    }),
    { numRuns: 1000 },
  );
});
