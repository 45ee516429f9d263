import { answerInWords } from '../../advisor/answer-words.ts';
import type { Fact, FactValue } from '../../advisor/fact.ts';
import type { Pack } from '../../advisor/pack.ts';
import type { Situation } from '../../advisor/situation.ts';

/**
 * A situation as it will be in a moment, for whoever entered facts and looks at the list again before the case is
 * worked on. It is only shown, never kept.
 */
export function withEntered(
  { facts, conflicts }: Situation,
  entered: readonly { key: string; value: FactValue }[],
  { user, at }: { user: string; at: number },
  pack: Pack,
): Situation {
  const keys = entered.map(({ key }) => key);
  const made = entered.flatMap(({ key, value }): Fact[] => {
    const definition = pack.vocabulary.get(key);
    if (!definition) return [];
    const evidence = { quote: answerInWords(value, definition), author: user, at, message: '' };
    return [{ key, value, state: 'corrected', evidence }];
  });
  const place = [...pack.vocabulary.keys()];
  return {
    facts: [...facts.filter(({ key }) => !keys.includes(key)), ...made].sort(
      (a, b) => place.indexOf(a.key) - place.indexOf(b.key),
    ),
    conflicts: conflicts.filter(({ key }) => !keys.includes(key)),
  };
}
