import type { Passage } from '../../advisor/guidance.ts';
import type { Pack } from '../../advisor/pack.ts';
import { terms } from './find-passages.ts';

/** How much a word counts by where it stands. */
const BOOST = { route: 3, answers: 2, text: 1 };
/** A word that only begins as the one that was typed counts less than the word itself. */
const SHARE_OF_BEGINNING = 0.5;
/** So long a word must be to count as the beginning of another. */
const LEAST_BEGINNING = 3;

/** Each word of a passage with how much it counts. */
type Words = ReadonlyMap<string, number>;

/** Looks passages of the pack up by a topic, as somebody who browses names it; the best first. */
export function createGuideSearch(pack: Pack): (topic: string) => Passage[] {
  const entries = [...pack.passages.values()].map((passage) => ({ passage, words: wordsOf(passage, pack) }));
  return (topic) => {
    const asked = [...terms(topic)];
    // A word that few passages have tells more.
    const weights = asked.map((term) => {
      const having = entries.filter(({ words }) => countOf(term, words) > 0).length;
      return Math.log(1 + entries.length / (having + 1));
    });
    const found = entries
      .map(({ passage, words }) => {
        const counts = asked.map((term) => countOf(term, words));
        return {
          passage,
          score: counts.reduce((sum, count, index) => sum + count * (weights[index] ?? 0), 0),
          all: counts.every((count) => count > 0),
        };
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
    // A passage that has every word is about the topic; without any, those with some of them may be.
    const about = found.filter(({ all }) => all);
    return (about.length > 0 ? about : found).map(({ passage }) => passage);
  };
}

function wordsOf({ answers, text, route }: Passage, pack: Pack): Words {
  const guidance = pack.guidance.get(route);
  const words = new Map<string, number>();
  const add = (said: string, boost: number): void => {
    for (const term of terms(said)) words.set(term, (words.get(term) ?? 0) + boost);
  };
  add(`${guidance?.name ?? ''} ${guidance?.advice ?? ''}`, BOOST.route);
  add(answers.join(' ? '), BOOST.answers);
  add(text, BOOST.text);
  return words;
}

function countOf(term: string, words: Words): number {
  const whole = words.get(term);
  if (whole !== undefined) return whole;
  if (term.length < LEAST_BEGINNING) return 0;
  const begun = [...words].flatMap(([word, count]) => (word.startsWith(term) ? [count] : []));
  return Math.max(0, ...begun) * SHARE_OF_BEGINNING;
}
