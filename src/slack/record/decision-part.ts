import type { Pack } from '../../advisor/pack.ts';
import type { CaseRecord } from '../../cases/record-utterances.ts';
import { dayOf } from '../../clock.ts';
import { capital } from '../../text/capital.ts';
import { nameOf, type Setting } from '../blocks/people.ts';
import { md, part } from './markdown.ts';

/** What was decided, with the advice of that moment; or the advice, where nothing is decided. */
export function decisionPart({ decisions, assessment }: CaseRecord, pack: Pack, setting: Setting): string[] {
  const [decision, ...earlier] = decisions;
  const advice = [md(assessment.headline.text), '', md(assessment.reason.text)];
  if (!decision) return part('## Decision', ['Nothing is decided yet. The advice is:', '', ...advice]);
  const { what, why, owner, lookAgain, decidedBy, decidedAt, assessment: then } = decision;
  const advised = pack.guidance.get(then.verdict.route)?.advice ?? then.verdict.route;
  return part('## Decision', [
    `**${md(capital(what))}**`,
    '',
    `Why: ${md(why)}`,
    '',
    `- Recorded by ${md(nameOf(decidedBy, setting))} on ${dayOf(decidedAt.getTime())}`,
    ...(owner ? [`- Owner: ${md(nameOf(owner, setting))}`] : []),
    ...(lookAgain ? [`- Look at it again on ${lookAgain}`] : []),
    `- The advice at that moment: ${md(advised)}. ${md(then.headline.text)}`,
    ...earlier.map(
      (before) => `- Decided before, on ${dayOf(before.decidedAt.getTime())}: ${md(before.what)}`,
    ),
    '',
    ...(decision.assessment.verdict.route === assessment.verdict.route
      ? []
      : ['The advice now:', '', ...advice]),
  ]);
}
