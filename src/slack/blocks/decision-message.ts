import type { Pack } from '../../advisor/pack.ts';
import type { RecordUtterance } from '../../cases/record-utterances.ts';
import { dayInWords } from '../day-in-words.ts';
import { inOneLine } from './in-one-line.ts';
import { escapeText } from './mrkdwn.ts';
import { nameOf, type Setting } from './people.ts';
import { context, plain, section } from './text-blocks.ts';
import type { Rendered } from './verdict-message.ts';
import { cut, oneLine } from './verdict-parts.ts';

/** The button below a decision; its value is the case. */
export const CHANGED_SINCE_ACTION = 'changed_since';

const LONGEST_WHAT = 300;
const LONGEST_WHY = 600;

type DecisionUtterance = Extract<RecordUtterance, { kind: 'decision' }>;

/** What was decided, why, by whom and until when; and what the advice was at that moment. */
export function decisionMessage(
  { decision, before }: DecisionUtterance,
  pack: Pack,
  setting: Setting,
): Rendered {
  const { what, why, owner, lookAgain, decidedBy, route, assessment } = decision;
  const short = cut(oneLine(what), LONGEST_WHAT);
  const advised = assessment.verdict.route;
  const facts = [
    `Recorded by ${nameOf(decidedBy, setting)}`,
    ...(owner
      ? [
          `owned by ${nameOf(owner, setting)}${setting.gone?.has(owner) ? ' (this account is not active)' : ''}`,
        ]
      : []),
    ...(lookAgain ? [`to look at again on ${dayInWords(lookAgain)}`] : []),
  ];
  const differs =
    route === advised ? [] : [`My advice then: ${pack.guidance.get(advised)?.advice ?? advised}`];
  const lines = [
    `*Decided: ${inOneLine(what, LONGEST_WHAT)}*`,
    `Why: ${inOneLine(why, LONGEST_WHY)}`,
    escapeText(`${facts.join('  ·  ')}.`),
  ];
  return {
    text: escapeText(`Decided: ${short}`),
    blocks: [
      section(lines.join('\n')),
      context(
        escapeText(
          [
            ...differs,
            'Kept with it: facts, quotations and verdict of that moment',
            ...(before ? [`it takes the place of “${cut(oneLine(before.what), 80)}”`] : []),
          ].join('  ·  '),
        ),
      ),
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            action_id: CHANGED_SINCE_ACTION,
            text: plain('What has changed since?'),
            value: setting.place.caseId,
          },
        ],
      },
    ],
  };
}

/** The people whose names it shows. */
export const peopleInDecision = ({ decision: { owner, decidedBy } }: DecisionUtterance): string[] =>
  owner ? [owner, decidedBy] : [decidedBy];
