import type { Assessment } from '../../advisor/assessment.ts';
import { keyedFactInWords } from '../../advisor/fact-in-words.ts';
import type { Pack } from '../../advisor/pack.ts';
import type { Step } from '../../store/steps.ts';
import { nameOf, type Setting } from '../blocks/people.ts';
import { md, part } from './markdown.ts';

const MOST_FLIPS = 4;
const MOST_QUESTIONS = 5;

/** What to try first, what would change the advice, and what is open. */
export function consequencesPart(assessment: Assessment, pack: Pack): string[] {
  const { experiment, changeMyMind, questions } = assessment;
  const flips = assessment.flips.slice(0, MOST_FLIPS).map(({ facts, route }) => {
    const ifs = facts.map((fact) => keyedFactInWords(fact, pack)).join(', and ');
    return `- If ${md(ifs)}: ${md(pack.guidance.get(route)?.advice ?? route)}`;
  });
  return [
    '## Consequences',
    '',
    ...part('### To try first', [
      `${md(experiment.do)} (${md(experiment.effort)})`,
      '',
      `- Measure: ${md(experiment.measure)}`,
      `- Pass: ${md(experiment.pass)}${experiment.margin === undefined ? '' : ` (± ${experiment.margin} points at this size)`}`,
    ]),
    ...part('### What would change the advice', [
      md(changeMyMind.text),
      ...(flips.length > 0 ? ['', ...flips] : []),
    ]),
    ...part(
      '### Open questions',
      questions.slice(0, MOST_QUESTIONS).map(({ text }) => `- ${md(text)}`),
    ),
  ];
}

const STATES: Record<Step['state'], string> = { open: 'open', done: 'done', dropped: 'dropped' };
const ENDS = { passed: 'passed', failed: 'not passed', unclear: 'unclear' };

/** The plan, step by step, with what was measured. */
export const stepsPart = (steps: readonly Step[], setting: Setting): string[] =>
  part(
    '## Steps',
    steps.flatMap(({ what, measure, pass, owner, due, state, outcome, result }, index) => [
      `${index + 1}. ${md(what)} (${STATES[state]}${outcome ? `, ${ENDS[outcome]}` : ''})`,
      ...(measure ? [`   - Measure: ${md(measure)}`] : []),
      ...(pass ? [`   - Pass: ${md(pass)}`] : []),
      ...(owner || due
        ? [
            `   - ${[...(owner ? [`Owner: ${md(nameOf(owner, setting))}`] : []), ...(due ? [`due ${due}`] : [])].join(', ')}`,
          ]
        : []),
      ...(result ? [`   - Result: “${md(result)}”`] : []),
    ]),
  );

/** The passages behind the advice, with their sources. */
export const sourcesPart = ({ passages }: Assessment, pack: Pack): string[] =>
  part(
    '## Sources',
    passages.flatMap(({ id }) => {
      const passage = pack.passages.get(id);
      if (!passage) return [];
      const links = passage.sources.map(({ title, url }) => `[${md(title)}](${url})`).join(', ');
      return [`- ${md(passage.text)} ${links}`];
    }),
  );
