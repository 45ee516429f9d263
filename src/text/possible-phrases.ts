import type { Phrase } from './phrase.ts';
import type { Searchable } from './searchable.ts';

/** Tells which of many phrases can begin in a text at all. Of a thousand cues a message has words for a few dozen. */
export function indexPhrases(phrases: Iterable<Phrase>): (text: Searchable) => ReadonlySet<Phrase> {
  const always: Phrase[] = [];
  const withNumber: Phrase[] = [];
  const byRun = new Map<string, Phrase[]>();
  const byStem = new Map<string, Phrase[]>();
  const put = (map: Map<string, Phrase[]>, key: string, phrase: Phrase): void => {
    const known = map.get(key);
    if (known) known.push(phrase);
    else map.set(key, [phrase]);
  };
  for (const phrase of new Set(phrases)) {
    const { runs, stems, number, anywhere } = phrase.opening;
    if (anywhere) always.push(phrase);
    if (number) withNumber.push(phrase);
    for (const run of runs.keys()) put(byRun, run, phrase);
    for (const stem of stems.keys()) put(byStem, stem, phrase);
  }
  const longestStem = Math.max(0, ...Array.from(byStem.keys(), (stem) => stem.length));

  return (text) => {
    const possible = new Set(always);
    const add = (found: readonly Phrase[] | undefined): void => {
      if (found) for (const phrase of found) possible.add(phrase);
    };
    if (text.numbers.length > 0) add(withNumber);
    for (const run of text.sorted) {
      add(byRun.get(run));
      for (let length = Math.min(run.length, longestStem); length > 0; length--)
        add(byStem.get(run.slice(0, length)));
    }
    return possible;
  };
}
