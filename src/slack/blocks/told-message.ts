import type { Button, KnownBlock } from '@slack/types';
import type { Assessment } from '../../advisor/assessment.ts';
import type { Fact } from '../../advisor/fact.ts';
import { keyedFactInWords } from '../../advisor/fact-in-words.ts';
import { groupBy } from '../../advisor/group-by.ts';
import type { Pack } from '../../advisor/pack.ts';
import { whoDecidedBesideFacts } from '../../advisor/who-decided.ts';
import type { ThreadUtterance } from '../../cases/thread-utterances.ts';
import { FORGET_ACTION } from '../forget-actions.ts';
import { PLAN_ACTION, WHY_ACTION } from './case-buttons.ts';
import { escapeText, link } from './mrkdwn.ts';
import { messageUrl, nameOf, type Setting } from './people.ts';
import { plain, section } from './text-blocks.ts';
import type { Rendered } from './verdict-message.ts';
import { cut, oneLine } from './verdict-parts.ts';

type Told = Extract<ThreadUtterance, { kind: 'told' }>;

const MOST_QUOTES = 4;
const MOST_FACTS_OF_ONE = 2;
const LONGEST_QUOTE = 80;
const LONGEST_FACT = 65;

/** What somebody asked to be told by name, in few lines; the whole of it is behind the button. */
export function toldMessage(told: Told, pack: Pack, setting: Setting): Rendered {
  const { assessment } = told;
  switch (told.what) {
    case 'why':
      return message(why(assessment, pack, setting), button(WHY_ACTION, 'All of it', setting));
    case 'facts':
      return message(facts(assessment, pack, setting), button(WHY_ACTION, 'All facts', setting));
    case 'plan':
      return message(
        ['Press the button: I suggest steps, and you choose them, their owners and their days.'],
        button(PLAN_ACTION, 'Make it a plan', setting),
      );
    case 'forget':
      return message(
        [
          `${escapeText(nameOf(told.by, setting))} asked me to forget this case. Press the button, and I ask once more before anything is deleted.`,
        ],
        { ...button(FORGET_ACTION, 'Forget this case', setting), style: 'danger' },
      );
  }
}

/** The people whose names it shows. */
export const peopleTold = ({ by, assessment }: Told): string[] => [
  by,
  ...quotations(assessment)
    .slice(0, MOST_QUOTES)
    .flatMap(([fact]) => (fact ? [fact.evidence.author] : [])),
];

/** That somebody stopped us. Nothing is lost by it. */
export function stoppedMessage(
  { by }: Extract<ThreadUtterance, { kind: 'stopped' }>,
  setting: Setting,
): Rendered {
  const text = `Stopped, as ${nameOf(by, setting)} asked. What was said is kept; write on, and I read it all together.`;
  return { text: escapeText(text), blocks: [section(escapeText(text))] };
}

/** The problem and the rung that was taken, the words that count most for it, and what would flip it. */
function why(assessment: Assessment, pack: Pack, setting: Setting): string[] {
  const { verdict, headline, reason, flips } = assessment;
  const problem = pack.problems.find(({ id }) => id === verdict.problem);
  const rung = problem?.rungs.find(({ route }) => route === verdict.route);
  const [flip] = flips;
  const ifs = flip?.facts.map((fact) => keyedFactInWords(fact, pack)).join(', and ');
  const instead = flip && pack.guidance.get(flip.route)?.advice;
  const [words] = quotations(assessment);
  return [
    `*${escapeText(headline.text)}*`,
    verdict.route === verdict.ownRoute
      ? escapeText([problem?.sentence, rung?.sentence ?? reason.text].filter(Boolean).join(' '))
      : escapeText(`${reason.text} ${whoDecidedBesideFacts(verdict, pack)}.`),
    ...(words ? [`I go by ${quotation(words, setting)}`] : []),
    flip && ifs && instead
      ? `What would flip it: if ${escapeText(ifs)}, then ${escapeText(instead)}.`
      : 'No single fact and no pair of facts that I know of would change it.',
  ];
}

/** Facts by the words that carry them, those that count first. One sentence may carry several. */
function quotations({ situation, verdict }: Assessment): Fact[][] {
  const rank = ({ key }: Fact) => (verdict.reasons.includes(key) ? 0 : 1);
  const ordered = [...situation.facts].sort((a, b) => rank(a) - rank(b));
  return [...groupBy(ordered, ({ evidence }) => `${evidence.message} ${evidence.quote}`).values()];
}

function facts(assessment: Assessment, pack: Pack, setting: Setting): string[] {
  const [question] = assessment.questions;
  const shown = quotations(assessment).slice(0, MOST_QUOTES);
  if (shown.length === 0)
    return [`I know no facts of this case yet.${question ? ` ${escapeText(question.text)}` : ''}`];
  const told = shown.map((group) => group.slice(0, MOST_FACTS_OF_ONE));
  const rest = assessment.situation.facts.length - told.flat().length;
  return [
    ...told.map((group) => {
      const words = group.map((fact) => escapeText(factLine(fact, pack))).join('; ');
      return `• ${quotation(group, setting)}  ${words}`;
    }),
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ];
}

function factLine(fact: Fact, pack: Pack): string {
  const words = cut(keyedFactInWords(fact, pack), LONGEST_FACT);
  return fact.state === 'inferred' ? `${words} (my reading)` : words;
}

/** Somebody's words with their name and a link; words that are deleted for their age are missing, the name is not. */
function quotation([fact]: readonly Fact[], setting: Setting): string {
  if (!fact) return '';
  const { quote, author, message: ts } = fact.evidence;
  const url = messageUrl(ts, setting);
  const said = quote === '' ? 'words that are deleted by now, of' : `“${cut(oneLine(quote), LONGEST_QUOTE)}”`;
  return `${escapeText(`${said} ${nameOf(author, setting)}`)}${url ? ` ${link(url, '↗')}` : ''}`;
}

function message(lines: readonly string[], action: Button): Rendered {
  const text = lines.join('\n');
  const blocks: KnownBlock[] = [section(text), { type: 'actions', elements: [action] }];
  return { text: text.replace(/<[^<>|]*\|([^<>]*)>/g, '$1').replace(/\*/g, ''), blocks };
}

const button = (action: string, label: string, { place }: Setting): Button => ({
  type: 'button',
  action_id: action,
  text: plain(label),
  value: place.caseId,
});
