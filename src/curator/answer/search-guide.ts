import MiniSearch from 'minisearch';
import type { Passage } from '../../advisor/guidance.ts';
import type { Pack } from '../../advisor/pack.ts';
import { terms } from './find-passages.ts';

/** Looks passages of the pack up by a topic, as somebody who browses names it; the best first. */
export function createGuideSearch(pack: Pack): (topic: string) => Passage[] {
  const search = new MiniSearch<{ id: string; answers: string; text: string; route: string }>({
    fields: ['answers', 'text', 'route'],
    tokenize: terms,
    processTerm: (term) => term,
    searchOptions: { boost: { answers: 2, route: 3 }, fuzzy: 0.2, prefix: true, combineWith: 'AND' },
  });
  search.addAll(
    [...pack.passages.values()].map(({ id, answers, text, route }) => {
      const guidance = pack.guidance.get(route);
      return {
        id,
        answers: answers.join(' ? '),
        text,
        route: `${guidance?.name ?? ''} ${guidance?.advice ?? ''}`,
      };
    }),
  );
  return (topic) => {
    const all = search.search(topic);
    // A passage that has every word is about the topic; without any, those with some of them may be.
    const found = all.length > 0 ? all : search.search(topic, { combineWith: 'OR' });
    return found.flatMap(({ id }) => pack.passages.get(String(id)) ?? []);
  };
}
