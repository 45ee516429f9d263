import type { Pack } from '../advisor/pack.ts';
import type { CaseRecord } from '../cases/record-utterances.ts';
import { dayOf } from '../clock.ts';
import { capital } from '../text/capital.ts';
import { messageUrl, type Setting } from './blocks/people.ts';
import { consequencesPart, sourcesPart, stepsPart } from './record/consequences-part.ts';
import { contextPart } from './record/context-part.ts';
import { decisionPart } from './record/decision-part.ts';
import { md } from './record/markdown.ts';
import { optionsPart } from './record/options-part.ts';

/** A case as an architecture decision record in Markdown. It holds what the thread shows, and nothing else. */
export function decisionRecord(record: CaseRecord, pack: Pack, setting: Setting): string {
  const { assessment, decisions, openedAt, threadTs } = record;
  const thread = threadTs === undefined ? undefined : messageUrl(threadTs, setting);
  return [
    `# Should we fine-tune? ${md(capital(decisions[0]?.what ?? assessment.headline.text))}`,
    '',
    `- Status: ${decisions.length > 0 ? 'decided' : 'advised, not decided'}`,
    `- Date: ${setting.today} (asked on ${dayOf(openedAt.getTime())})`,
    ...(thread ? [`- [The thread](${thread})`] : []),
    '',
    ...contextPart(assessment, pack, setting),
    ...optionsPart(assessment, pack),
    ...decisionPart(record, pack, setting),
    ...consequencesPart(assessment, pack),
    ...stepsPart(record.steps, setting),
    ...sourcesPart(assessment, pack),
    '---',
    '',
    `By Tune or Not, guidance ${md(assessment.packVersion)}. Quotations are exact; everything else is written by hand or computed.`,
    '',
  ].join('\n');
}

/** The people whose names it shows. */
export const peopleInRecord = ({ assessment, decisions, steps }: CaseRecord): string[] => [
  ...assessment.situation.facts.map(({ evidence }) => evidence.author),
  ...assessment.situation.conflicts.flatMap(({ statements }) =>
    statements.map(({ evidence }) => evidence.author),
  ),
  ...decisions.flatMap(({ decidedBy, owner }) => (owner ? [decidedBy, owner] : [decidedBy])),
  ...steps.flatMap(({ owner }) => (owner ? [owner] : [])),
];
