import { allMatches } from './all-matches.ts';
import { lowerCase } from './normalise.ts';
import type { Span } from './sentences.ts';

/** A number as it stands in a text, with what its notation tells. */
export interface Quantity extends Span {
  value: number;
  sign: 'percent' | 'dollars' | undefined;
}

const UNITS: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const SCALES: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  tsd: 1e3,
  tausend: 1e3,
  mil: 1e3,
  hundred: 100,
  hundert: 100,
  dozen: 12,
  m: 1e6,
  mm: 1e6,
  mio: 1e6,
  million: 1e6,
  millions: 1e6,
  millionen: 1e6,
  millones: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
};
/** Vague amounts, by the smallest number an honest reader would put to them. */
const VAGUE: [RegExp, number][] = [
  [/^tens of thousands/, 20_000],
  [/^hundreds of thousands/, 200_000],
  [/^(?:tens|dozens) of millions/, 20_000_000],
  [/^hundreds of millions/, 200_000_000],
  [/^(?:a )?(?:few|several|couple of|couple) (?:thousand|k)\b/, 2_000],
  [/^(?:a )?(?:few|several|couple of|couple) hundred/, 200],
  [/^(?:a )?(?:few|several|couple of) million/, 2_000_000],
  [/^half a million/, 500_000],
  [/^half a billion/, 500_000_000],
  [/^(?:a )?quarter (?:of )?a million/, 250_000],
  [/^half a(?:n)?$/, 0.5],
  [/^a third of a$/, 0.33],
  [/^a quarter of a$/, 0.25],
  [/^a fifth of a$/, 0.2],
  [/^a tenth of a$/, 0.1],
  [/^thousands/, 2_000],
  [/^hundreds/, 200],
  [/^dozens/, 24],
  [/^millions/, 2_000_000],
  [/^a dozen/, 12],
  [/^(?:a|one) hundred/, 100],
  [/^(?:a|one) thousand/, 1_000],
  [/^(?:a|one) million/, 1_000_000],
  [/^a handful/, 5],
];

const SCALE_WORDS = Object.keys(SCALES)
  .sort((a, b) => b.length - a.length)
  .join('|');
/** The longest first, so that "sixty" is not read as "six". */
const UNIT_WORDS = Object.keys(UNITS)
  .sort((a, b) => b.length - a.length)
  .join('|');

/** "Twenty-five". */
const TENS_AND_ONES =
  '(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -](?:one|two|three|four|five|six|seven|eight|nine)';
const VAGUE_WORDS = 'a half quarter few several couple tens dozens hundreds thousands millions'.split(' ');
const OPENERS: ReadonlySet<string> = new Set([...Object.keys(UNITS), ...VAGUE_WORDS]);

/** Whether a number can begin with this word. */
export const opensNumber = (word: string): boolean => startsWithDigit(word) || OPENERS.has(word);

function startsWithDigit(word: string): boolean {
  const code = word.charCodeAt(0);
  return code >= 0x30 && code <= 0x39;
}

/** "12 000": thousands set apart by spaces; not the "5" of "top 5 100 queries" or "GPT 4 100 rows". */
const SPACED =
  '(?<!\\b(?:top|at|k|gpt|claude|llama|phi|gemini|opus|sonnet|step|epoch|page|rank) )[1-9]\\d{0,2}(?: \\d{3})+(?![\\d.,])';

/** Sources of patterns for amounts in words but those that begin with a number below a hundred. */
export const WORDED_NUMBERS = [
  '(?:a )?(?:few|several|couple(?: of)?) (?:hundred|thousand|million|k)(?![a-z])',
  'half a (?:million|billion)',
  '(?:a )?quarter (?:of )?a million',
  '(?:half|a (?:third|quarter|fifth|tenth) of) a(?= (?:cent|dollar|euro|penny))',
  '(?:tens|dozens|hundreds) of (?:thousands|millions)',
  '(?:thousands|hundreds|dozens|millions)(?![a-z])',
  'a (?:dozen|handful|hundred|thousand|million)(?![a-z])',
];

/** Sources of patterns for the parts of the others; number-ends.ts puts them together for `#` in phrases. */
export const NUMBER_PARTS = {
  spaced: SPACED,
  digits: '\\d+(?:[.,]\\d+){0,4}|\\.\\d+',
  scale: ` ?(?:${SCALE_WORDS})(?![a-z0-9])`,
  measure: ' ?(?:%|percent|pct|dollars|usd|euros?)',
  tens: `${TENS_AND_ONES}(?![a-z])`,
  unit: UNIT_WORDS,
  half: ' and a half',
  times: ' (?:hundred|thousand|million|dozen)',
};

/** Source of a pattern for a number in any notation, on lower-case text. */
export const NUMBER_PATTERN = [
  `[$€£]?(?:${NUMBER_PARTS.spaced}|${NUMBER_PARTS.digits})(?:${NUMBER_PARTS.scale})?\\+?(?:${NUMBER_PARTS.measure})?`,
  ...WORDED_NUMBERS,
  `(?:${NUMBER_PARTS.tens}|${NUMBER_PARTS.unit})(?:${NUMBER_PARTS.half})?(?:${NUMBER_PARTS.times})*(?![a-z])`,
].join('|');

const SEARCH = new RegExp(`(?<![a-z0-9.,])(?:${NUMBER_PATTERN})`, 'g');

/** All quantities of a text, in its order. */
export function quantities(text: string): Quantity[] {
  const lower = lowerCase(text);
  return allMatches(SEARCH, lower).flatMap((match) => {
    const value = readNumber(match[0]);
    if (value === undefined) return [];
    return [{ value, sign: signOf(match[0]), start: match.index, end: match.index + match[0].length }];
  });
}

/** The value of one number as `NUMBER_PATTERN` finds it; undefined when it is none. */
export function readNumber(written: string): number | undefined {
  const text = written.toLowerCase().trim();
  // All of them begin with a letter, most numbers with a digit.
  if (!BEGINS_WITH_DIGITS.test(text))
    for (const [pattern, value] of VAGUE) if (pattern.test(text)) return value;
  const digits = /^[$€£]?(\d+(?:[.,]\d+)*|\.\d+) ?([a-z]+)?/.exec(joined(text));
  if (digits?.[1]) return readDigits(digits[1], digits[2]);
  const half = text.includes(' and a half') ? 0.5 : 0;
  const [first = '', ...rest] = text.replace(' and a half', '').split(/[ -]/);
  const unit = UNITS[first];
  if (unit === undefined) return undefined;
  // "Twenty-five": one number in two words.
  const more = UNITS[rest[0] ?? ''] ?? 0;
  return rest.reduce((value, word) => value * (SCALES[word] ?? 1), unit + more + half);
}

const BEGINS_WITH_DIGITS = /^[$€£]?[\d.]/;

/** "12 000" without its spaces. */
const joined = (text: string): string =>
  text.replace(
    /^([$€£]?[1-9]\d{0,2})((?: \d{3})+)(?!\d)/,
    (_, first: string, rest: string) => first + rest.replaceAll(' ', ''),
  );

/** So many are kept as they were written; sums with more may be off by what a computer cannot write exactly. */
const SURE_DIGITS = 12;

function readDigits(digits: string, scale: string | undefined): number | undefined {
  const factor = scale === undefined ? 1 : (SCALES[scale] ?? 1);
  const value = Number(withDecimalPoint(digits));
  if (!Number.isFinite(value)) return undefined;
  if (factor === 1 && digits.length <= SURE_DIGITS) return value;
  // Rounded, so that 1.2 thousand is 1,200 and not 1,199.9999.
  return Number((value * factor).toPrecision(SURE_DIGITS));
}

/** "15,000" and "15.000" are fifteen thousand; "0,85" and "4.5" have decimals. */
function withDecimalPoint(digits: string): string {
  if (/^[1-9]\d{0,2}(?:[.,]\d{3})+$/.test(digits)) {
    const marks = new Set(digits.replace(/\d/g, ''));
    if (marks.size === 1) return digits.replace(/[.,]/g, '');
  }
  if (/^\d{1,3}(?:,\d{3})+\.\d+$/.test(digits)) return digits.replace(/,/g, '');
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/.test(digits)) return digits.replace(/\./g, '').replace(',', '.');
  return digits.replace(',', '.');
}

function signOf(written: string): Quantity['sign'] {
  if (/%|percent|pct/.test(written)) return 'percent';
  return /[$€£]|dollars|usd|euro/.test(written) ? 'dollars' : undefined;
}

/** Words that say what a number measures. */
const MEASURES =
  /^\s*(%|percent|pct|tokens?|pages?|words?|dollars?|usd|euros?|cents?|gb|mb|tb|ms|milliseconds?|s|secs?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|epochs?|steps?|parameters?|params|people|users?|points?|teams?|languages?|classes|categories|labels? (?:classes|types)|gpus?|bits?)(?![a-z])/i;

/** What a number measures, where its next word says so: "300,000 tokens" measures tokens. */
export function measureOf(text: string, quantity: Span): string | undefined {
  return MEASURES.exec(text.slice(quantity.end))?.[1]?.toLowerCase();
}

/** The shares that a text tells as one number out of another: "23 of 50", "nine in ten", "212/225"; from 0 to 1. */
export const shares = (text: string): Quantity[] => sharesAmong(quantities(text), text);

/** The same where the quantities of the text are known. */
export function sharesAmong(all: readonly Quantity[], text: string): Quantity[] {
  return all.flatMap((part, index) => {
    const whole = all[index + 1];
    if (!whole || part.sign === 'percent' || part.value > whole.value || whole.value === 0) return [];
    if (
      !/^\s*(?:of|out of|in|\/|von|de)\s*(?:the |our |a |every )?$/i.test(text.slice(part.end, whole.start))
    )
      return [];
    return [{ value: part.value / whole.value, sign: undefined, start: part.start, end: whole.end }];
  });
}
