import type { KnownBlock } from '@slack/types';
import type { Fact } from '../../advisor/fact.ts';
import type { Pack } from '../../advisor/pack.ts';
import type { Situation } from '../../advisor/situation.ts';
import { whoDecidedBesideFacts } from '../../advisor/who-decided.ts';
import type { VerdictUtterance } from '../../cases/utterance.ts';
import { caseButtons } from './case-buttons.ts';
import { disputeButtons, disputeQuestion, disputeQuotes } from './dispute.ts';
import { feedbackButtons } from './feedback-buttons.ts';
import { ladderLine } from './ladder-line.ts';
import { escapeText, visibleLength } from './mrkdwn.ts';
import { messageUrl, nameOf, replacedWords, type Setting } from './people.ts';
import { readingButtons, readingOf } from './reading-buttons.ts';
import { line, linkTo, quotation, richText, words } from './rich-text.ts';
import { createSourceNumbers } from './sources.ts';
import { mrkdwn, section } from './text-blocks.ts';
import { cut, fitVerdict, type VerdictParts } from './verdict-parts.ts';

/** A message as it goes to Slack: blocks, and the text for notifications and screen readers. */
export interface Rendered {
  text: string;
  blocks: KnownBlock[];
}

/**
 * The one verdict message of a case: the answer first, and never more than one screen.
 * @param above what stands over it and takes room of the same screen
 */
export function verdictMessage(
  verdict: VerdictUtterance,
  pack: Pack,
  setting: Setting,
  above: readonly KnownBlock[] = [],
): Rendered {
  const { assessment } = verdict;
  const blocksOf = (parts: VerdictParts) => [...above, ...render(parts, verdict, pack, setting)];
  const dispute = disputeQuotes(assessment.situation, pack);
  const parts = fitVerdict(assessment, dispute, verdict.summary, (candidate) => measure(blocksOf(candidate)));
  return {
    // Slack reads this as markup too.
    text: escapeText(`${assessment.headline.text} ${assessment.reason.text}`),
    blocks: blocksOf(parts),
  };
}

function render(parts: VerdictParts, verdict: VerdictUtterance, pack: Pack, setting: Setting): KnownBlock[] {
  const { assessment } = verdict;
  const { experiment, questions } = assessment;
  const numbers = createSourceNumbers(pack, setting.today);
  const cited = (text: string, passages: readonly string[]): string =>
    [escapeText(text), numbers.marks(passages)].filter(Boolean).join(' ');

  const answer = [
    `*${escapeText(assessment.headline.text)}*`,
    cited(assessment.reason.text, assessment.reason.cite),
    ...(parts.summary.length > 0 ? [escapeText(parts.summary.join(' '))] : []),
  ];
  const ladder = parts.ladder ? ladderLine(assessment.ladder, pack) : '';
  const margin = experiment.margin === undefined ? '' : ` (± ${experiment.margin} points at this size)`;
  const trial = [
    `*Try this first: ${escapeText(experiment.effort)}*`,
    cited(experiment.do, experiment.cite),
    `*Pass: ${escapeText(experiment.pass)}*${margin}`,
  ];
  const question = questions[0];
  const asked =
    disputeQuestion(assessment.situation, pack, setting) ??
    (question && `*One question:* ${escapeText(question.text)}`);
  const open = [
    ...(parts.changeMyMind
      ? ['*What would change my mind*', cited(assessment.changeMyMind.text, assessment.changeMyMind.cite)]
      : []),
    ...(asked ? [asked] : []),
  ];
  return [
    section(answer.join('\n')),
    ...(ladder === '' ? [] : [section(ladder)]),
    ...whatIGoBy(parts, assessment.situation, pack, setting),
    ...readingButtons(parts, assessment.situation, pack, setting),
    ...(parts.figures.length > 0 ? [section(parts.figures.map(escapeText).join('\n'))] : []),
    section(trial.join('\n')),
    ...(open.length > 0 ? [section(open.join('\n'))] : []),
    ...disputeButtons(assessment.situation, pack, setting),
    caseButtons(verdict, setting),
    footer(verdict, pack, parts.quotes.length, numbers.legend()),
    // A private answer has no thread yet in which it could have been useful.
    ...(setting.place.threadTs === undefined ? [] : [feedbackButtons(setting.place.caseId)]),
  ];
}

function whatIGoBy(
  { quotes }: VerdictParts,
  situation: Situation,
  pack: Pack,
  setting: Setting,
): KnownBlock[] {
  if (quotes.length === 0) return [];
  const lines = quotes.flatMap(({ quote: { fact, means }, text }, index) => {
    const url = messageUrl(fact.evidence.message, setting);
    return [
      ...(index > 0 ? [words('\n')] : []),
      words(`“${text}”  ${nameOf(fact.evidence.author, setting)} `),
      ...(url ? [linkTo(url, '↗')] : []),
      words(`  ${readingOf(fact, situation, pack) ?? means}${replacing(fact, setting)}`, 'italic'),
    ];
  });
  return [richText(line(words('What I go by', 'bold')), quotation(...lines))];
}

/** Whose word a newer one took the place of. */
const replacing = (fact: Fact, setting: Setting): string => {
  const replaced = replacedWords(fact, setting);
  return replaced ? `; it replaces ${replaced}` : '';
};

function footer(verdict: VerdictUtterance, pack: Pack, shown: number, legend: string): KnownBlock {
  const { assessment, notes } = verdict;
  const checked = assessment.quotes.length;
  const quotes = `${checked} ${checked === 1 ? 'quote' : 'quotes'} checked`;
  const parts = [
    escapeText(whoDecidedBesideFacts(assessment.verdict, pack)),
    readBy(verdict),
    checked > shown ? `${quotes}, all behind Why?` : quotes,
    ...(legend === '' ? [] : [legend]),
  ];
  const text = [parts.join(' · '), ...notes.map(escapeText)].join('\n');
  return { type: 'context', elements: [mrkdwn(text)] };
}

/** A name of a model that is longer than this, such as a path, would push everything else aside. */
const LONGEST_NAME = 40;

function readBy({ curator, model }: VerdictUtterance): string {
  if (curator === 'offline') return 'read offline, no model';
  return model === undefined
    ? 'read by a model'
    : `read by a model (${escapeText(cut(model, LONGEST_NAME))})`;
}

/** How long blocks are to who reads them. The button's line does not count; it holds no text to read. */
export function measure(blocks: readonly KnownBlock[]): { characters: number; lines: number } {
  const texts = blocks.flatMap(textsOf);
  return {
    characters: texts.reduce((sum, { length }) => sum + length, 0),
    lines: texts.reduce((sum, { text }) => sum + text.split('\n').length, 0),
  };
}

/** Texts with their lengths as people see them: in mrkdwn there are marks and links, in rich text there are none. */
function textsOf(block: KnownBlock): { text: string; length: number }[] {
  const marked = (text: string) => ({ text, length: visibleLength(text) });
  if (block.type === 'section') return block.text ? [marked(block.text.text)] : [];
  if (block.type === 'context')
    return block.elements.flatMap((element) => ('text' in element ? [marked(element.text)] : []));
  if (block.type !== 'rich_text') return [];
  return block.elements.map((element) => {
    const text = element.elements
      .map((part) => ('text' in part && typeof part.text === 'string' ? part.text : ''))
      .join('');
    return { text, length: text.length };
  });
}
