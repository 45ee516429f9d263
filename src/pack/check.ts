import { checkClaims } from './check-claims.ts';
import { conditionChecker } from './check-conditions.ts';
import { checkCues } from './check-cues.ts';
import { checkGuidance } from './check-guidance.ts';
import { checkReach } from './check-reach.ts';
import { checkShows } from './check-shows.ts';
import type { CombinedPack } from './combine.ts';
import type { Finding } from './finding.ts';
import type { Placed } from './raw-pack.ts';

/** Notes a fault at a place of a file. */
export type Report = (
  placed: Pick<Placed<unknown>, 'placeOf'>,
  path: readonly PropertyKey[],
  what: string,
  remedy: string,
) => void;

/** Holds the parts of a pack against each other: references, doubles, slots, phrases, what cannot be reached. */
export function check(pack: CombinedPack, words: ReadonlyMap<string, string>): Finding[] {
  const findings: Finding[] = [];
  const report: Report = (placed, path, what, remedy) => {
    findings.push({ ...placed.placeOf(path), what, remedy });
  };
  checkDoubles(pack, report);
  const inspect = conditionChecker(pack, report);
  for (const placed of pack.facts) {
    const { ask_when: askWhen, settled_by: settledBy, presumed_by: presumedBy } = placed.value;
    if (askWhen) inspect(placed, ['ask_when'], askWhen);
    const { asked_as: askedAs } = placed.value;
    if (askedAs !== undefined && !pack.facts.some(({ value }) => value.key === askedAs)) {
      report(placed, ['asked_as'], `No fact has the key "${askedAs}".`, 'Correct the key.');
    }
    for (const [index, { is, when }] of settledBy.entries()) {
      inspect(placed, ['settled_by', index, 'when'], when);
      inspect(placed, ['settled_by', index], { fact: placed.value.key, is });
    }
    for (const [index, test] of presumedBy.entries()) inspect(placed, ['presumed_by', index], test);
  }
  for (const placed of pack.conditions) inspect(placed, [], placed.value[1]);
  for (const placed of pack.problems) {
    const { when, unless, rungs } = placed.value;
    inspect(placed, ['when'], when);
    if (unless) inspect(placed, ['unless'], unless);
    for (const [index, rung] of rungs.entries()) {
      if (rung.applies) inspect(placed, ['rungs', index, 'applies'], rung.applies);
      if (rung.passed) inspect(placed, ['rungs', index, 'passed'], rung.passed);
      for (const [at, key] of rung.ask.entries()) {
        if (pack.facts.some(({ value }) => value.key === key)) continue;
        const path = ['rungs', index, 'ask', at];
        report(
          placed,
          path,
          `No fact has the key "${key}".`,
          'Correct the key, or add the fact to facts.yaml.',
        );
      }
    }
  }
  checkReach(pack, report);
  checkGuidance(pack, inspect, report);
  checkShows(pack, report);
  checkCues(pack, words, report);
  checkClaims(pack, report);
  return findings;
}

function checkDoubles(pack: CombinedPack, report: Report): void {
  const once = <T>(items: readonly Placed<T>[], idOf: (value: T) => string, kind: string): void => {
    const seen = new Map<string, Placed<T>>();
    for (const placed of items) {
      const id = idOf(placed.value);
      const earlier = seen.get(id);
      if (earlier) {
        const { file, line } = earlier.placeOf();
        report(
          placed,
          [],
          `The ${kind} "${id}" is there twice (first in ${file}:${line}).`,
          'Rename or remove one of them.',
        );
      }
      seen.set(id, placed);
    }
  };
  once(pack.facts, (fact) => fact.key, 'fact');
  once(pack.words, ([name]) => name, 'word');
  once(pack.conditions, ([name]) => name, 'condition');
  once(pack.problems, (problem) => problem.id, 'problem');
  once(pack.passages, (passage) => passage.id, 'passage');
}
