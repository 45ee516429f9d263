import type { Report } from './check.ts';
import { isValueOf, valuesInWords } from './check-conditions.ts';
import type { CombinedPack } from './combine.ts';

/** What experiments show: facts that exist, with values that they can have, and numbers that are numbers. */
export function checkShows(pack: CombinedPack, report: Report): void {
  const facts = new Map(pack.facts.map(({ value }) => [value.key, value]));
  for (const part of pack.guidance) {
    for (const [index, { shows }] of (part.value.experiments ?? []).entries()) {
      if (!shows) continue;
      const path = ['experiments', index, 'shows'];
      const { number, ...byEnd } = shows;
      for (const [end, values] of Object.entries(byEnd)) {
        for (const [key, value] of Object.entries(values)) {
          const fact = facts.get(key);
          if (!fact) report(part, [...path, end, key], `No fact has the key "${key}".`, 'Correct the key.');
          else if (!isValueOf(fact, value)) {
            report(
              part,
              [...path, end, key],
              `The fact "${key}" never has the value "${value}".`,
              `It takes ${valuesInWords(fact)}.`,
            );
          }
        }
      }
      if (number !== undefined && facts.get(number)?.type !== 'number') {
        report(part, [...path, 'number'], `"${number}" is no number fact.`, 'Name one, or leave it out.');
      }
    }
  }
}
