import type { Assessment } from './assessment.ts';
import type { Fact, Statement } from './fact.ts';

/** An earlier assessment without what one person said. Its verdict stands as it was: it is what people decided on. */
export function withoutPerson(assessment: Assessment, person: string): Assessment {
  const theirs = ({ evidence }: Statement): boolean => evidence.author === person;
  const left = ({ replaced, ...fact }: Fact): Fact =>
    replaced && !theirs(replaced) ? { ...fact, replaced } : fact;
  const { situation, quotes } = assessment;
  return {
    ...assessment,
    situation: {
      facts: situation.facts.filter((fact) => !theirs(fact)).map(left),
      conflicts: situation.conflicts
        .map(({ key, statements }) => ({ key, statements: statements.filter((said) => !theirs(said)) }))
        .filter(({ statements }) => statements.length > 0),
    },
    quotes: quotes
      .filter(({ fact }) => !theirs(fact))
      .map(({ fact, means }) => ({ fact: left(fact), means })),
  };
}
