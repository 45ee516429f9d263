import { ROUTES } from '../advisor/routes.ts';
import type { Report } from './check.ts';
import type { CombinedPack } from './combine.ts';

/** What can never be reached: rungs behind one that always applies, problems behind one that always holds. */
export function checkReach(pack: CombinedPack, report: Report): void {
  const gated = new Set(pack.guidance.filter(({ value }) => value.open).map(({ value }) => value.route));
  for (const placed of pack.problems) {
    const { id, rungs } = placed.value;
    const last = rungs.findIndex((rung) => !rung.applies && !rung.passed && !gated.has(rung.route));
    const behind = rungs[last + 1];
    if (last !== -1 && behind) {
      report(
        placed,
        ['rungs', last + 1],
        `The rung "${behind.route}" of "${id}" cannot be reached: "${rungs[last]?.route}" before it always applies.`,
        'Give the earlier rung "applies" or "passed", or put this one before it.',
      );
    }
  }
  const always = pack.problems.findIndex(({ value }) => alwaysHolds(value.when) && !value.unless);
  const end = pack.problems.at(-1);
  const behind = pack.problems[always + 1];
  if (always !== -1 && behind) {
    report(
      behind,
      [],
      `The problem "${behind.value.id}" is never looked for: the one before it always holds.`,
      'Move it up.',
    );
  }
  if (always === -1 && end) {
    report(
      end,
      [],
      'The last problem must always hold, so that there is always a verdict.',
      'Give it `when: { all: [] }`.',
    );
  }
  const taken = new Set(pack.problems.flatMap(({ value }) => value.rungs.map((rung) => rung.route)));
  for (const route of ROUTES) {
    if (taken.has(route)) continue;
    const placed = pack.guidance.find(({ value }) => value.route === route) ?? end;
    if (placed) report(placed, [], `No problem's ladder has the route "${route}".`, 'Add a rung for it.');
  }
}

const alwaysHolds = (when: object): boolean =>
  'all' in when && Array.isArray(when.all) && when.all.length === 0;
