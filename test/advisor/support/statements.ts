import type { Fact, FactState, FactValue, Statement } from '../../../src/advisor/fact.ts';
import type { Situation } from '../../../src/advisor/situation.ts';

/** When the tests' conversations begin; any moment would do. */
export const START = Date.UTC(2026, 10, 2, 9);
export const DAY_MS = 24 * 60 * 60 * 1000;

interface Said {
  by?: string;
  /** Days after the start. */
  day?: number;
  state?: FactState;
  quote?: string;
  message?: string;
}

/** What one person says once; only what a test is about has to be given. */
export function say(key: string, value: FactValue, said: Said = {}): Statement {
  const { by = 'ana', day = 0, state = 'stated' } = said;
  const { quote = `${key} is ${value}`, message = `${by}-${day}-${key}` } = said;
  return { key, value, state, evidence: { quote, author: by, at: START + day * DAY_MS, message } };
}

/** A situation in which these facts are stated. */
export function situationOf(
  values: Record<string, FactValue>,
  inferred: Record<string, FactValue> = {},
): Situation {
  const facts: Fact[] = [
    ...Object.entries(values).map(([key, value]) => say(key, value)),
    ...Object.entries(inferred).map(([key, value]) => say(key, value, { state: 'inferred' })),
  ];
  return { facts, conflicts: [] };
}
