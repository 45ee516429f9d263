import type { Ask } from '../curator/curator.ts';
import type { Conversation } from '../store/conversations.ts';

/** What a turn has to tell our questions from those between people. */
export interface Talk {
  /** Everything that was said, by people. */
  conversation: Conversation;
  /** Messages that turn to us by name, or alone. */
  addressed: ReadonlySet<string>;
}

/** Names somebody; our own name is taken out of a text before it gets here. */
const NAMES_SOMEBODY = /(?:^|[\s(,;:])@[\p{L}\p{N}]/u;
/** Asks for a deed or a view of whoever reads it: "could you", "did you", "what do you think". */
const ASKS_READER = /\b(?:(?:can|could|will|would|did|do|have|are|were) (?:you|u)|you (?:guys|all))\b/iu;
/** Asks who does what. */
const ASKS_WHO = /^\W*(?:(?:and|so|but|ok|okay),?\s+)?(?:who|whose|whom)\b/iu;

/**
 * Whether a question is for us to answer. One that turns to us is. Between people, one that names another person is
 * theirs, and so is one about who does what; "could you" means another person too, once several people talk.
 */
export function askedOfUs(ask: Ask, { conversation, addressed }: Talk): boolean {
  if (addressed.has(ask.message)) return true;
  const message = conversation.find(({ ts }) => ts === ask.message);
  if (NAMES_SOMEBODY.test(message?.text ?? ask.text) || ASKS_WHO.test(ask.text)) return false;
  const amongOthers = new Set(conversation.map(({ author }) => author)).size > 1;
  return !(amongOthers && ASKS_READER.test(ask.text));
}
