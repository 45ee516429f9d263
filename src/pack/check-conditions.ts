import type { Condition, FactTest } from '../advisor/condition.ts';
import type { FactValue } from '../advisor/fact.ts';
import type { FactDefinition } from '../advisor/vocabulary.ts';
import type { Report } from './check.ts';
import type { CombinedPack } from './combine.ts';
import type { Placed } from './raw-pack.ts';

/** Checks the condition that stands at `path` of a part. */
export type InspectCondition = (
  placed: Placed<unknown>,
  path: readonly PropertyKey[],
  condition: Condition,
) => void;

/** A check of conditions: facts and values that exist, names that exist and do not go round in a circle. */
export function conditionChecker(pack: CombinedPack, report: Report): InspectCondition {
  const facts = new Map(pack.facts.map(({ value }) => [value.key, value]));
  const named = new Map(pack.conditions.map(({ value: [name, condition] }) => [name, condition]));

  const inspect = (
    placed: Placed<unknown>,
    path: readonly PropertyKey[],
    condition: Condition,
    within: readonly string[],
  ): void => {
    if ('fact' in condition) {
      inspectTest(placed, path, condition);
      return;
    }
    if ('use' in condition) {
      const meant = named.get(condition.use);
      if (!meant) {
        report(
          placed,
          path,
          `No condition is named "${condition.use}".`,
          'Correct the name, or add it under "conditions".',
        );
      } else if (within.includes(condition.use)) {
        report(placed, path, `The condition "${condition.use}" refers to itself.`, 'Break the circle.');
      } else if (within.length > 0 || placed.value !== meant) {
        followNames(placed, path, meant, [...within, condition.use]);
      }
      return;
    }
    for (const [key, parts] of Object.entries(condition)) {
      const list: Condition[] = Array.isArray(parts) ? parts : [parts];
      for (const [index, part] of list.entries()) {
        inspect(placed, Array.isArray(parts) ? [...path, key, index] : [...path, key], part, within);
      }
    }
  };

  /** Only circles are of interest behind a name; what stands there is checked where it stands. */
  const followNames = (
    placed: Placed<unknown>,
    path: readonly PropertyKey[],
    condition: Condition,
    within: readonly string[],
  ): void => {
    for (const name of namesIn(condition)) {
      if (within.includes(name)) {
        report(placed, path, `The condition "${name}" refers to itself.`, 'Break the circle.');
        return;
      }
      const meant = named.get(name);
      if (meant) followNames(placed, path, meant, [...within, name]);
    }
  };

  const inspectTest = (placed: Placed<unknown>, path: readonly PropertyKey[], test: FactTest): void => {
    const fact = facts.get(test.fact);
    if (!fact) {
      report(
        placed,
        path,
        `No fact has the key "${test.fact}".`,
        'Correct the key, or add the fact to facts.yaml.',
      );
      return;
    }
    for (const value of [...(test.is === undefined ? [] : [test.is]), ...(test.in ?? [])]) {
      if (isValueOf(fact, value)) continue;
      report(
        placed,
        path,
        `The fact "${test.fact}" never has the value "${value}".`,
        `It takes ${valuesInWords(fact)}.`,
      );
    }
    if ((test.atLeast !== undefined || test.atMost !== undefined) && fact.type !== 'number') {
      report(
        placed,
        path,
        `The fact "${test.fact}" is no number.`,
        'Use "is" or "in" instead of "atLeast" and "atMost".',
      );
    }
  };

  return (placed, path, condition) => inspect(placed, path, condition, []);
}

function namesIn(condition: Condition): string[] {
  if ('fact' in condition) return [];
  if ('use' in condition) return [condition.use];
  return Object.values(condition)
    .flat()
    .flatMap((part: Condition) => namesIn(part));
}

/** Whether a fact can have this value at all. */
export function isValueOf(fact: FactDefinition, value: FactValue): boolean {
  if (fact.type === 'choice') return typeof value === 'string' && fact.choices.includes(value);
  if (fact.type === 'text') return typeof value === 'string';
  return typeof value === fact.type;
}

export function valuesInWords(fact: FactDefinition): string {
  if (fact.type === 'choice') return `one of: ${fact.choices.join(', ')}`;
  if (fact.type === 'boolean') return 'true or false';
  return fact.type === 'number' ? `a number of ${fact.unit}` : 'a text';
}
