import fc from 'fast-check';
import type { Fact, FactValue } from '../../src/advisor/fact.ts';
import type { Pack } from '../../src/advisor/pack.ts';
import type { Situation } from '../../src/advisor/situation.ts';
import type { FactDefinition } from '../../src/advisor/vocabulary.ts';
import { valuesToTry } from '../../src/advisor/what-if.ts';
import { LONGEST_QUOTE } from '../../src/curator/shorten-quote.ts';

/** Words of the worst kinds, each as long as a quotation may be. */
export const HARD_WORDS: readonly string[] = [
  'our support bot makes up refund rules and nobody knows why, though we told it twice what the policy says about them',
  'הבוט שלנו ממציא כללי החזר כספי ואף אחד לא יודע למה, למרות שאמרנו לו פעמיים מה המדיניות אומרת על זה בדיוק היום',
  '👩🏽‍🔬🏳️‍🌈🇵🇹'.repeat(20),
  '<!channel> <!here> <@U0ANA000001> <#C1|x> <https://evil.example|click> <!subteam^S1> & &lt;!channel&gt; @everyone',
  '*bold* _it_ ~gone~ `code` ```block``` > quote\n>>> more\n• a list\n• of many\n• lines\n• and\n• more\n• lines\n• of it',
  'wordwithoutanyspace'.repeat(10),
  '\n'.repeat(3) + 'a\n'.repeat(80),
].map((words) => words.slice(0, LONGEST_QUOTE));

const AUTHORS = ['U0ANA000001', 'U0BEN000001', 'U0LONGNAME1'];

/** A situation in which a lot is known: any values of any facts, in the words given. */
export function arbitrarySituation(pack: Pack, words: fc.Arbitrary<string>): fc.Arbitrary<Situation> {
  const definitions = [...pack.vocabulary.values()];
  return fc
    .tuple(...definitions.map((definition) => fc.option(factOf(definition, words), { freq: 3 })))
    .map((facts) => ({ facts: facts.filter((fact) => fact !== null), conflicts: [] }));
}

const factOf = (definition: FactDefinition, words: fc.Arbitrary<string>): fc.Arbitrary<Fact> =>
  fc.record({
    key: fc.constant(definition.key),
    value: anyValue(definition),
    state: fc.constantFrom('stated' as const, 'inferred' as const, 'corrected' as const),
    evidence: fc.record({
      quote: words,
      author: fc.constantFrom(...AUTHORS),
      at: fc.constant(Date.UTC(2026, 10, 20)),
      message: fc.integer({ min: 1, max: 9 }).map((second) => `176364000${second}.000100`),
    }),
  });

function anyValue(definition: FactDefinition): fc.Arbitrary<FactValue> {
  if (definition.type === 'text')
    return fc.constantFrom('Llama 3 8B', '<!channel> & <@U0ANA000001>', 'M'.repeat(60));
  if (definition.type === 'number') return fc.constantFrom(...valuesToTry(definition), 123_456_789.123);
  return fc.constantFrom(...valuesToTry(definition));
}
