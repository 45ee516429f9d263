import type { Span } from './sentences.ts';

/** What stands before a number that names something instead of scoring it: "GPT-4", "Llama 3.1", "top 5". */
const NAMES =
  'gpt|llama|claude|sonnet|opus|haiku|gemini|gemma|phi|qwen|mistral|deepseek|grok|command|bert|bge|e5|v|version|rank|top|recall|ndcg|mrr|precision|hits|hit|map|epoch|epochs|fold|class|line|page|step|steps|q|phase|level|tier|stage|day|week|round|run|part|section|of|of the|of our|of all|out of|last|first';
/** What follows a number that counts or measures something else. */
const COUNTS =
  'k|m|b|bn|x|thousand|million|billion|gb|mb|tb|ms|s|secs?|seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|epochs?|steps?|rows?|examples?|samples?|pairs?|tokens?|labels?|classes|categories|models?|adapters?|layers?|people|users?|teams?|gpus?|times|runs?|folds?|pages?|documents?|docs?|calls?|requests?|cents?|dollars?|euros?|bits?|parameters|params|of us|languages?|raters?|reviewers?|engineers?|weights';

const BEGINNING = `(?<!(?:${NAMES})[ @]|[$€£])(?:\\d{1,3}(?:[.,]\\d{1,4})?|\\.\\d{1,4})`;
const PERCENT = '(?: ?(?:%|percent|pct))';
const OUT_OF = '(?:(?: of(?: the| our| all)? | out of(?: the| our)? | from | ?/ ?)\\d{1,4}(?![.,]?\\d))';
const ENDING = `(?![\\p{L}\\p{N}]|[.,]\\d|[ -](?:${COUNTS})(?![\\p{L}\\p{N}]))`;

/** Source of a pattern for what can be a score: "0.88", ".71", "88 %", "44 of 50", "44/50"; on lower-case text. */
export const SCORE_PATTERN = `${BEGINNING}${PERCENT}?${OUT_OF}?${ENDING}`;

/** The same in the order in which the pattern tries what may be missing. */
const NOTATIONS = [PERCENT + OUT_OF, PERCENT, OUT_OF, ''].map(
  (rest) => new RegExp(BEGINNING + rest + ENDING, 'uy'),
);

/** Where a score that begins at a place can end, the likeliest end first: "44 of 50" may be read as "44". */
export function scoreEnds(text: string, place: number): number[] {
  if (!/[\d.]/.test(text.charAt(place))) return [];
  const ends: number[] = [];
  for (const notation of NOTATIONS) {
    notation.lastIndex = place;
    if (notation.test(text)) ends.push(notation.lastIndex);
  }
  return ends;
}

/** How the later of two scores stands to the earlier one. */
export type Change = 'up' | 'level' | 'down';

/** Scores this close count as level: two points, which is the noise of a test set of usual size. */
const LEVEL = 0.02;
/** Against a goal nothing is noise. */
export const EXACTLY = 0;

interface Score {
  value: number;
  whole: number | undefined;
  percent: boolean;
}

/** How two scores compare; undefined where they are not on one scale. */
export function changeBetween(text: string, first: Span, second: Span, noise = LEVEL): Change | undefined {
  const [a, b] = [first, second].map((place) => readScore(text.slice(place.start, place.end)));
  if (!a || !b) return undefined;
  const [before, after] = [share(a, b), share(b, a)];
  if (before === undefined || after === undefined) return undefined;
  if (Math.abs(after - before) <= noise + 1e-9) return 'level';
  return after > before ? 'up' : 'down';
}

function readScore(written: string): Score | undefined {
  const match = /^(\d*[.,]?\d+) ?(%|percent|pct)?(?:\D+(\d+))?$/.exec(written.trim());
  if (!match?.[1]) return undefined;
  return {
    value: Number(match[1].replace(',', '.')),
    whole: match[3] === undefined ? undefined : Number(match[3]),
    percent: match[2] !== undefined,
  };
}

/** A score from 0 to 1; "19 of 50 … 27": a bare count is taken from the other's whole. */
function share(score: Score, other: Score): number | undefined {
  const { value, percent, whole } = score;
  const from = (all: number): number | undefined => (all > 0 && value <= all ? value / all : undefined);
  if (percent) return from(100);
  if (whole !== undefined) return from(whole);
  if (!Number.isInteger(value) && value <= 1) return value;
  if (other.whole !== undefined && Number.isInteger(value)) return from(other.whole);
  // A whole 0 or 1 beside a number with decimals below one belongs to its scale; else all is in points of a hundred.
  return value <= 1 && !Number.isInteger(other.value) && other.value <= 1 ? value : from(100);
}
