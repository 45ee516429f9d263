import type { Condition, Conditions, FactTest } from './condition.ts';
import type { FactValue } from './fact.ts';

export type Answer = 'yes' | 'no' | 'unknown';

/** Known facts by key. A key that is not there is unknown. */
export type Values = ReadonlyMap<string, FactValue>;

/** The answer, and the keys of the facts that make it a yes (none unless it is one). */
export interface Evaluation {
  answer: Answer;
  because: readonly string[];
}

const UNKNOWN: Evaluation = { answer: 'unknown', because: [] };
const NO: Evaluation = { answer: 'no', because: [] };
const YES: Evaluation = { answer: 'yes', because: [] };

/**
 * Holds a condition against the known facts, in three values (Kleene): unknown never turns into a yes by itself.
 * @throws RangeError when `use` names a condition that does not exist; a checked pack has none.
 */
export function evaluate(condition: Condition, values: Values, named: Conditions): Evaluation {
  if ('fact' in condition) return testFact(condition, values);
  if ('all' in condition) return all(condition.all, values, named);
  if ('any' in condition) return any(condition.any, values, named);
  if ('not' in condition) return not(evaluate(condition.not, values, named));
  if ('notStated' in condition)
    return evaluate(condition.notStated, values, named).answer === 'yes' ? NO : YES;
  const meant = named.get(condition.use);
  if (!meant) throw new RangeError(`No condition is named "${condition.use}".`);
  return evaluate(meant, values, named);
}

/** Whether a condition is definitely met. */
export const holds = (condition: Condition, values: Values, named: Conditions): boolean =>
  evaluate(condition, values, named).answer === 'yes';

function testFact(test: FactTest, values: Values): Evaluation {
  const value = values.get(test.fact);
  if (value === undefined) return UNKNOWN;
  const met =
    (test.is === undefined || value === test.is) &&
    (test.in === undefined || test.in.includes(value)) &&
    (test.atLeast === undefined || (typeof value === 'number' && value >= test.atLeast)) &&
    (test.atMost === undefined || (typeof value === 'number' && value <= test.atMost));
  return met ? { answer: 'yes', because: [test.fact] } : NO;
}

function all(conditions: readonly Condition[], values: Values, named: Conditions): Evaluation {
  const met: Evaluation[] = [];
  for (const condition of conditions) {
    const part = evaluate(condition, values, named);
    if (part.answer === 'no') return NO;
    if (part.answer === 'yes') met.push(part);
  }
  return met.length === conditions.length ? { answer: 'yes', because: union(met) } : UNKNOWN;
}

function any(conditions: readonly Condition[], values: Values, named: Conditions): Evaluation {
  const met: Evaluation[] = [];
  let isOpen = false;
  for (const condition of conditions) {
    const part = evaluate(condition, values, named);
    if (part.answer === 'yes') met.push(part);
    isOpen ||= part.answer === 'unknown';
  }
  if (met.length > 0) return { answer: 'yes', because: union(met) };
  return isOpen ? UNKNOWN : NO;
}

function not(part: Evaluation): Evaluation {
  // The facts behind a "not" are the ones that were tested; naming them as reasons would need their own words,
  // so a pack says what it means with `is: false` where the reason is to be shown.
  if (part.answer === 'unknown') return UNKNOWN;
  return part.answer === 'yes' ? NO : YES;
}

function union(parts: readonly Evaluation[]): readonly string[] {
  const [first] = parts;
  // Most conditions rest on one fact, and thousands are held against a situation to see what would flip it.
  if (first && parts.length === 1) return first.because;
  return [...new Set(parts.flatMap((part) => part.because))];
}
