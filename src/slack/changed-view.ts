import type { KnownBlock, ModalView } from '@slack/types';
import { changesSince } from '../advisor/changes-since.ts';
import type { Fact } from '../advisor/fact.ts';
import { keyedFactInWords } from '../advisor/fact-in-words.ts';
import type { Pack } from '../advisor/pack.ts';
import type { CaseRecord } from '../cases/record-utterances.ts';
import { dayOf } from '../clock.ts';
import type { Decision } from '../store/decisions.ts';
import { capital } from '../text/capital.ts';
import { inOneLine } from './blocks/in-one-line.ts';
import { escapeText, link } from './blocks/mrkdwn.ts';
import { messageUrl, nameOf, type Setting } from './blocks/people.ts';
import { header, paged, plain, section } from './blocks/text-blocks.ts';
import { dayInWords } from './day-in-words.ts';

/** So many facts are shown of each kind; the vocabulary has about forty. */
const MOST_FACTS = 20;
const MOST_STEPS = 6;

/** What has changed since a decision: advice and facts, then and now, and what was done meanwhile. */
export function changedView(
  decision: Decision,
  { assessment: now, steps }: CaseRecord,
  pack: Pack,
  setting: Setting,
): ModalView {
  const then = decision.assessment;
  const { added, changed, gone, verdict } = changesSince(then, now);
  const day = dayOf(decision.decidedAt.getTime());
  const done = steps.filter(({ state, updatedAt }) => state === 'done' && updatedAt > decision.decidedAt);
  const same = added.length + changed.length + gone.length === 0;
  const blocks: KnownBlock[] = [
    section(
      [
        `*Decided on ${dayInWords(day)}: ${inOneLine(decision.what, 300)}*`,
        `Why: ${inOneLine(decision.why, 600)}`,
        ...(decision.lookAgain ? [`To look at again on ${dayInWords(decision.lookAgain)}`] : []),
      ].join('\n'),
    ),
    header('The advice'),
    section(
      verdict
        ? [`Then: ${escapeText(then.headline.text)}`, `Now: *${escapeText(now.headline.text)}*`].join('\n')
        : `The same as then: *${escapeText(now.headline.text)}*`,
    ),
    header('The facts'),
    ...(same ? [section('No fact has changed.')] : []),
    ...group('New', added, (fact) => [capital(words(fact, pack)), whoSaid(fact, setting)]),
    ...group('Changed', changed, ({ before, after }) => [
      `${capital(words(after, pack))} (then: ${words(before, pack)})`,
      whoSaid(after, setting),
    ]),
    ...group('Taken back', gone, (fact) => [capital(words(fact, pack)), whoSaid(fact, setting)]),
    ...(done.length > 0
      ? [
          header('Done since'),
          ...paged(
            done
              .slice(-MOST_STEPS)
              .map(({ what, result }) => `• ${inOneLine(what, 150)}: “${inOneLine(result ?? '', 120)}”`),
          ),
        ]
      : []),
  ];
  return { type: 'modal', title: plain('Since we decided'), close: plain('Close'), blocks };
}

function group<T>(name: string, items: readonly T[], linesOf: (item: T) => readonly string[]): KnownBlock[] {
  if (items.length === 0) return [];
  const lines = items.slice(0, MOST_FACTS).map((item) => `• ${linesOf(item).join('\n')}`);
  const rest = items.length > MOST_FACTS ? [`and ${items.length - MOST_FACTS} more`] : [];
  return paged([`*${name}*`, ...lines, ...rest]);
}

const words = (fact: Fact, pack: Pack): string => inOneLine(keyedFactInWords(fact, pack), 200);

function whoSaid({ evidence: { quote, author, message } }: Fact, setting: Setting): string {
  const url = messageUrl(message, setting);
  const said = quote === '' ? 'words that are deleted by now, of' : `“${inOneLine(quote, 120)}”`;
  return `${said} ${escapeText(nameOf(author, setting))}${url ? ` ${link(url, '↗')}` : ''}`;
}
