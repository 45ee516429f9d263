import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { flat, lowerCase, normalise, originalPart } from '../../src/text/normalise.ts';

const textOf = (original: string): string => normalise(original).text;

describe('two ways of typing the same thing become equal', () => {
  const same: [string, string, string][] = [
    ['curly single quote marks', '‘it’s’ `so´', "'it's' 'so'"],
    ['curly, low and angle double quote marks', '“a” „b‟ «c»', '"a" "b" "c"'],
    ['all kinds of dashes', 'a‐b‑c‒d–e—f―g−h', 'a-b-c-d-e-f-g-h'],
    ['dashes and primes that Unicode writes in another form', '﹘ ︲ ″ ‴', "- - \" '''"],
    ['letters of full width', 'ＲＡＧ　１５，０００', 'RAG 15,000'],
    ['ligatures and abbreviations in one sign', 'ﬁne-tune ㎏ № …', 'fine-tune kg No ...'],
    ['an accent typed as a sign of its own', 'cafe\u0301', 'café'],
    ['a Korean syllable typed in parts', '\u1112\u1161\u11ab', '한'],
    ["Slack's escapes", 'a &lt;b&gt; &amp; c', 'a <b> & c'],
    ['an escape of an escape, only once', '&amp;lt;', '&lt;'],
    ['runs of spaces and tabs', ' a \t\u00a0 b ', 'a b'],
    ['a run of white space with a line end in it', 'a  \n\n  b', 'a\nb'],
    ['line ends of every kind', 'a\r\nb\u2028c\u2029d', 'a\nb\nc\nd'],
    ['a zero-width space, a soft hyphen, a byte order mark', '\ufeffre\u00adtrie\u200bval', 'retrieval'],
    ['marks of direction around right-to-left text', '\u202bשלום\u202c \u2067x\u2069', 'שלום x'],
    ['an emoji with and without its variation selector', 'ok ✔\ufe0f', 'ok ✔'],
    ['a sentence written in invisible tags', 'hi\u{e0069}\u{e0067}\u{e006e}\u{e006f}', 'hi'],
  ];
  test.each(same)('%s', (_, original, expected) => {
    expect(textOf(original)).toBe(expected);
  });
});

describe('a sign is not turned into another number', () => {
  test.each([
    ['a fraction', '2½ points, ¼ of them', '2.5 points, .25 of them'],
    ['the mark of a footnote', '800² pairs', '800^2 pairs'],
  ])('%s', (_, original, expected) => {
    expect(textOf(original)).toBe(expected);
  });
});

test('small letters keep every place, also for a letter that would become two', () => {
  expect(lowerCase('İSTANBUL hat 800 Ä')).toBe('istanbul hat 800 ä');
});

test('for comparing, line ends count as spaces', () => {
  expect(flat('a\nb')).toBe('a b');
});

describe('the original behind a stretch of normalised text', () => {
  test('is shown as it was typed, with quote marks, dashes and escapes', () => {
    const original = 'Hi,   we “have”  800 – yes – Q&amp;A pairs';
    const normalised = normalise(original);
    const start = normalised.text.indexOf('"have"');
    const end = normalised.text.indexOf(' pairs');
    expect(originalPart(original, normalised, start, end)).toBe('“have”  800 – yes – Q&amp;A');
  });

  test('is nothing for an empty stretch', () => {
    expect(originalPart('abc', normalise('abc'), 1, 1)).toBe('');
  });
});

test('a long text is taken in stretches, and nothing is lost between them', () => {
  for (const words of ['we tune it ', 'we  tune it ', 'tuning', 'a ']) {
    const text = words.repeat(5_000);
    expect(normalise(text).text).toBe(text.replace(/ +/g, ' ').trim());
  }
});

describe('for any text', () => {
  const units = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom(
      '&amp;',
      '&lt;',
      '  ',
      '\n',
      '\u200b',
      '“',
      'ﬁ',
      '½',
      'e\u0301',
      '\ud83d',
      '👩‍💻',
      'İ',
      '\u2028',
      // A vowel that is typed as one sign or as two, neither of which is an accent.
      '\u{16d68}',
      // Parts of a Korean syllable and of a Japanese one, in the forms that stand alone.
      'ㄱ',
      'ㅏ',
      'ﾡￂ',
      'ｶﾞ',
    ),
  );
  const anyText = fc.array(units, { maxLength: 12 }).map((parts) => parts.join(''));

  test('it does not matter whether accents are typed as one sign or as two', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(textOf(text.normalize('NFD'))).toBe(textOf(text.normalize('NFC')));
      }),
      { numRuns: 1000 },
    );
  });

  test('every place points into the original, in its order, and the last to its end', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: normalised, origin } = normalise(text);
        expect(origin).toHaveLength(normalised.length + 1);
        expect(origin.at(-1)).toBe(text.length);
        expect(origin.every((place, index) => (origin[index - 1] ?? 0) <= place)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('the original of any stretch is a part of it, and normalises to that stretch again', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (text, a, b) => {
        const normalised = normalise(text);
        const places = [a, b].map((each) => each % (normalised.text.length + 1)).sort((x, y) => x - y);
        const [start = 0, end = 0] = places;
        const original = originalPart(text, normalised, start, end);
        expect(text).toContain(original);
        // A sign that became several can only be shown whole.
        const whole = normalised.origin[start] !== normalised.origin[start - 1];
        if (whole && normalised.origin[end] !== normalised.origin[end - 1]) {
          expect(textOf(original)).toBe(textOf(normalised.text.slice(start, end).replace(/&/g, '&amp;')));
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('normalising again changes nothing, escapes apart', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = textOf(text);
        fc.pre(!once.includes('&'));
        expect(textOf(once)).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });

  test('small letters stand where the large ones stood', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(lowerCase(text)).toHaveLength(text.length);
      }),
      { numRuns: 1000 },
    );
  });
});
