import type { Evidence, Statement } from '../advisor/fact.ts';
import type { Vocabulary } from '../advisor/vocabulary.ts';
import type { Reading } from '../curator/curator.ts';
import type { Conversation } from '../store/conversations.ts';
import type { InboxItem } from '../store/inbox.ts';
import { ROOT_MESSAGE } from './apply-items.ts';

/**
 * The messages that open a case: the first of its thread, and what called us into it.
 * @param items what arrived for the first turn; nothing for later ones
 */
export const openingsOf = (
  conversation: Conversation,
  items: readonly Pick<InboxItem, 'body'>[],
): ReadonlySet<string> =>
  new Set([
    ...conversation.slice(0, 1).map(({ ts }) => ts),
    ...items.flatMap(({ body }) => (body.kind === 'open' ? [body.ts ?? ROOT_MESSAGE] : [])),
  ]);

/**
 * Leaves out what only the opening of a case can tell, such as what is asked of us, and facts that lie in a question,
 * where it was said later: a later question gets an answer and moves no verdict.
 * @param openings the messages that opened the case
 */
export function withoutLaterQuestions(
  { statements, asks }: Pick<Reading, 'statements' | 'asks'>,
  openings: ReadonlySet<string>,
  vocabulary: Vocabulary,
): Statement[] {
  const isAsked = ({ quote, message }: Evidence): boolean =>
    asks.some((ask) => ask.message === message && (ask.text.includes(quote) || quote.includes(ask.text)));
  return statements.filter(({ key, evidence }) => {
    const definition = vocabulary.get(key);
    if (!definition || openings.has(evidence.message)) return true;
    return !definition.opening_only && !(definition.may_be.includes('question') && isAsked(evidence));
  });
}
