import type { Assessment } from '../../advisor/assessment.ts';
import type { Pack } from '../../advisor/pack.ts';
import type { Step as Tried } from '../../advisor/rules.ts';
import { whoDecided } from '../../advisor/who-decided.ts';
import { md, part } from './markdown.ts';

const OUTCOMES: Record<Tried['outcome'], string> = {
  taken: 'here',
  passed: 'passed',
  'not-applicable': 'does not apply',
  closed: 'not open yet',
  'not-reached': 'not reached',
};

/** The kind of problem and the rungs of its ladder, each with where the team stands on it. */
export function optionsPart({ verdict }: Assessment, pack: Pack): string[] {
  const problem = pack.problems.find(({ id }) => id === verdict.problem);
  const rungs = verdict.trace
    .filter((tried) => tried.problem === verdict.problem)
    .map((tried) => {
      const rung = problem?.rungs.find(({ route }) => route === tried.route);
      const advice = pack.guidance.get(tried.route)?.advice ?? tried.route;
      const why = rung ? `: ${md(rung.sentence)}` : '';
      return `- **${md(advice)}** (${OUTCOMES[tried.outcome]})${why}`;
    });
  const beside =
    verdict.route === verdict.ownRoute
      ? []
      : ['', `${whoDecided(verdict)}: **${md(pack.guidance.get(verdict.route)?.advice ?? '')}**.`];
  return part('## Options', [...(problem ? [md(problem.sentence), ''] : []), ...rungs, ...beside]);
}
