import { type Carried, countCarried, mostTellingFirst, sentenceOf } from './carried.ts';
import type { Recorded } from './fact.ts';
import { groupBy } from './group-by.ts';
import { newestFirst } from './newest-first.ts';
import type { Vocabulary } from './vocabulary.ts';

/** So many messages in which one person says the same of a fact are kept, of the newest and of the most telling. */
const SAME_KEPT = 3;
/** So many different figures, or names, that one person gives for a fact are kept, of the newest. */
const FIGURES_KEPT = 6;

/**
 * The statements that merging may still need, so that a case file does not grow with its thread: how many there are
 * depends on how many people speak, and on how many facts there are. Merging them gives what merging all gives, also
 * after more was said, after everything of one person went, and after two of the messages were deleted that say the
 * same; unless somebody gives more than six different figures for a fact, of whose oldest nobody is reminded then.
 *
 * What one person said is looked at by itself, so that nobody's words depend on another's. Of a sentence that is needed
 * all is kept, for how much it tells is counted by that.
 */
export function prune(statements: readonly Recorded[], vocabulary: Vocabulary): Recorded[] {
  const carried = countCarried(statements);
  const needed = new Set<string>();
  const ofOne = groupBy(statements, ({ key, state, evidence }) => [key, state, evidence.author].join('\n'));
  for (const said of ofOne.values()) {
    const newest = [...said].sort(newestFirst);
    const byValue = [...groupBy(newest, ({ value }) => value)].map(([, same]) => same);
    for (const same of isOpen(newest, vocabulary) ? byValue.slice(0, FIGURES_KEPT) : byValue) {
      for (const sentence of neededOf(same, carried)) needed.add(sentence);
    }
  }
  return statements.filter((statement) => needed.has(sentenceOf(statement)));
}

/** Whether there is no end to what may be said of a fact. */
function isOpen([statement]: readonly Recorded[], vocabulary: Vocabulary): boolean {
  const type = statement && vocabulary.get(statement.key)?.type;
  return type !== 'boolean' && type !== 'choice';
}

/** The sentences that are needed of those in which one person says the same. @param newest the newest first */
function neededOf(newest: readonly Recorded[], carried: Carried): string[] {
  if (newest.length <= SAME_KEPT) return newest.map(sentenceOf);
  return [...perMessage(newest), ...perMessage([...newest].sort(mostTellingFirst(carried)))];
}

/** The first sentence of each of the first messages: one that is deleted takes all its sentences with it. */
function perMessage(sorted: readonly Recorded[]): string[] {
  const sentences = new Map<string, string>();
  for (const statement of sorted) {
    if (sentences.size === SAME_KEPT) break;
    const { message } = statement.evidence;
    if (!sentences.has(message)) sentences.set(message, sentenceOf(statement));
  }
  return [...sentences.values()];
}
