import type { Assessment } from './assessment.ts';
import type { Evidence, Fact, Statement } from './fact.ts';

/**
 * An assessment without the words of messages older than `before` (milliseconds since 1970). Facts keep their key,
 * value, author, time and message.
 */
export function forgetQuotations(assessment: Assessment, before: number): Assessment {
  const forget = (evidence: Evidence): Evidence =>
    evidence.at < before ? { ...evidence, quote: '' } : evidence;
  const statement = (from: Statement): Statement => ({ ...from, evidence: forget(from.evidence) });
  const fact = ({ replaced, ...from }: Fact): Fact => ({
    ...statement(from),
    ...(replaced ? { replaced: statement(replaced) } : {}),
  });
  const { situation, quotes } = assessment;
  return {
    ...assessment,
    situation: {
      facts: situation.facts.map(fact),
      conflicts: situation.conflicts.map(({ key, statements }) => ({
        key,
        statements: statements.map(statement),
      })),
    },
    quotes: quotes
      .map((quote) => ({ ...quote, fact: fact(quote.fact) }))
      .filter((quote) => quote.fact.evidence.quote !== ''),
  };
}

/** When the oldest words were said that an assessment still holds; undefined when it holds none. */
export function oldestQuotation({ situation }: Assessment): number | undefined {
  const all = [
    ...situation.facts.flatMap(({ replaced, ...fact }) => (replaced ? [fact, replaced] : [fact])),
    ...situation.conflicts.flatMap(({ statements }) => statements),
  ];
  const times = all.filter(({ evidence }) => evidence.quote !== '').map(({ evidence }) => evidence.at);
  return times.length === 0 ? undefined : Math.min(...times);
}
