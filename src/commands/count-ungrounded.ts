import type { Assessment } from '../advisor/assessment.ts';
import type { Pack } from '../advisor/pack.ts';
import type { Message } from '../curator/curator.ts';
import { contentWords } from '../text/content-words.ts';
import { quantities } from '../text/quantity.ts';

/** design 6: at least this share of a sentence's content words occurs in what it rests on. */
const LEAST_COVER = 0.6;

/**
 * How many shown sentences rest on nothing: a number of theirs, or too many of their words, occur neither in the thread nor
 * in the assessment's passages and verdict. It looks at what comes out, whatever the curator checked before.
 */
export function countUngrounded(
  shown: readonly string[],
  messages: readonly Pick<Message, 'text'>[],
  assessment: Assessment,
  pack: Pack,
): number {
  const support = [
    ...messages.map((message) => message.text),
    ...assessment.passages.flatMap(({ id }) => pack.passages.get(id)?.text ?? []),
    assessment.headline.text,
    assessment.reason.text,
    ...[...pack.vocabulary.values()].flatMap(({ says }) =>
      typeof says === 'object' ? Object.values(says) : (says ?? []),
    ),
  ].join('\n');
  const words = new Set(contentWords(support));
  const numbers = quantities(support).map(({ value }) => value);
  return shown.filter((sentence) => {
    const said = contentWords(sentence);
    const covered = said.filter((word) => words.has(word)).length;
    return (
      covered < LEAST_COVER * said.length ||
      quantities(sentence).some(
        ({ value }) => !numbers.some((known) => Math.abs(known - value) <= 0.01 * value),
      )
    );
  }).length;
}
