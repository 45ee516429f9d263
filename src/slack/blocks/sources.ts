import { isDue } from '../../advisor/is-due.ts';
import type { Pack } from '../../advisor/pack.ts';
import { escapeText, link } from './mrkdwn.ts';

/** Numbers the passages of one message: the first one cited is [1]. */
export interface SourceNumbers {
  /** "[1] [3]" for passages, each a link to its first source; empty for none. */
  marks(passages: readonly string[]): string;
  /** All that were used so far: "[1] [2] sources", with what is due for review. */
  legend(): string;
}

/** So many numbers at most stand behind one sentence. */
const MOST_MARKS = 2;

export function createSourceNumbers(pack: Pack, today: string): SourceNumbers {
  const used: string[] = [];
  const mark = (id: string): string => {
    const source = pack.passages.get(id)?.sources[0];
    if (!source) return '';
    if (!used.includes(id)) used.push(id);
    return link(source.url, `[${used.indexOf(id) + 1}]`);
  };
  return {
    marks: (passages) => passages.slice(0, MOST_MARKS).map(mark).filter(Boolean).join(' '),
    legend: () => {
      if (used.length === 0) return '';
      const due = used.filter((id) => isDue(id, pack, today)).map((id) => `[${used.indexOf(id) + 1}]`);
      const review = due.length > 0 ? escapeText(` (${due.join(', ')} due for review)`) : '';
      return `${used.map(mark).join(' ')} ${used.length === 1 ? 'source' : 'sources'}${review}`;
    },
  };
}
