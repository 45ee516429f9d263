import type { Assessment } from './assessment.ts';
import type { Fact } from './fact.ts';

/** What differs between two assessments of a case. */
export interface Changes {
  added: Fact[];
  /** Facts with another value now. */
  changed: { before: Fact; after: Fact }[];
  gone: Fact[];
  /** Whether the advice is another one, or stands more or less firmly. */
  verdict: boolean;
}

/** What has changed in a case from one assessment to a later one. */
export function changesSince(then: Assessment, now: Assessment): Changes {
  const before = new Map(then.situation.facts.map((fact) => [fact.key, fact]));
  const after = new Map(now.situation.facts.map((fact) => [fact.key, fact]));
  return {
    added: [...after.values()].filter(({ key }) => !before.has(key)),
    changed: [...after.values()].flatMap((fact) => {
      const earlier = before.get(fact.key);
      return earlier && earlier.value !== fact.value ? [{ before: earlier, after: fact }] : [];
    }),
    gone: [...before.values()].filter(({ key }) => !after.has(key)),
    verdict: then.verdict.route !== now.verdict.route || then.verdict.standing !== now.verdict.standing,
  };
}
