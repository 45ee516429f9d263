import type { Rung } from '../advisor/problem.ts';
import { ROUTES } from '../advisor/routes.ts';
import type { Report } from './check.ts';
import type { CombinedPack } from './combine.ts';

/** What can never be reached: rungs behind one that always applies, problems behind one that always holds. */
export function checkReach(pack: CombinedPack, report: Report): void {
  const gated = new Set(pack.guidance.filter(({ value }) => value.open).map(({ value }) => value.route));
  const alwaysTaken = (rung: Rung): boolean => !rung.applies && !rung.passed && !gated.has(rung.route);
  for (const placed of pack.problems) {
    const { id, rungs } = placed.value;
    const last = rungs.findIndex(alwaysTaken);
    const behind = rungs[last + 1];
    if (last !== -1 && behind) {
      // Where one of the two was added, that one is to be mended.
      const isOurs = placed.placeOf(['rungs', last]).file === pack.fileOf('problems.yaml').placeOf().file;
      report(
        placed,
        ['rungs', isOurs ? last + 1 : last],
        `The rung "${behind.route}" of "${id}" cannot be reached: "${rungs[last]?.route}" before it always applies.`,
        'Give the earlier rung "applies" or "passed", or put this one before it.',
      );
    }
  }
  const always = pack.problems.findIndex(
    ({ value }) => alwaysHolds(value.when) && !value.unless && value.rungs.some(alwaysTaken),
  );
  const behind = pack.problems[always + 1];
  if (always === -1) {
    report(
      pack.problems.at(-1) ?? pack.fileOf('problems.yaml'),
      [],
      'The last problem must always hold and have a rung that is always taken, so that there is always a verdict.',
      'Give it `when: { all: [] }`, no "unless", and a rung without "applies" and "passed".',
    );
  } else if (behind) {
    report(
      behind,
      [],
      `The problem "${behind.value.id}" is never looked for: the one before it always holds.`,
      'Move it up.',
    );
  }
  const taken = new Set(pack.problems.flatMap(({ value }) => value.rungs.map((rung) => rung.route)));
  for (const route of ROUTES) {
    if (taken.has(route)) continue;
    const placed = pack.guidance.find(({ value }) => value.route === route) ?? pack.fileOf('problems.yaml');
    report(placed, [], `No problem's ladder has the route "${route}".`, 'Add a rung for it.');
  }
}

const alwaysHolds = (when: object): boolean =>
  'all' in when && Array.isArray(when.all) && when.all.length === 0;
