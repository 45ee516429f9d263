import type { Statement } from '../advisor/fact.ts';
import type { Question } from '../advisor/questions.ts';
import type { PlainAnswerReader } from '../curator/plain-answer.ts';
import { shorten } from '../curator/shorten-quote.ts';
import type { Conversation } from '../store/conversations.ts';

/**
 * What a message states that only answers the one question below a verdict, such as "No.": such words tell something
 * where they answer, and nothing anywhere else. Only the first message after the verdict can be that, and not one that
 * follows somebody's question: then it may answer them.
 * @param asked the question that stands below the verdict, if one does
 */
export function plainAnswers(
  conversation: Conversation,
  asked: Question | undefined,
  read: PlainAnswerReader,
): Statement[] {
  const first = conversation.findIndex((message) => !message.read);
  const message = conversation[first];
  if (!asked || !message || first === 0) return [];
  if (first > 1 && /\?\s*$/.test(conversation[first - 1]?.text ?? '')) return [];
  const value = read(message.text, asked.fact);
  if (value === undefined) return [];
  const { ts, author, at, text } = message;
  const quote = shorten(text.trim());
  return [{ key: asked.fact, value, state: 'stated', evidence: { quote, author, at, message: ts } }];
}
