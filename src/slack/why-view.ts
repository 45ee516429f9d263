import type { KnownBlock, ModalView } from '@slack/types';
import type { Assessment } from '../advisor/assessment.ts';
import type { Statement } from '../advisor/fact.ts';
import { keyedFactInWords } from '../advisor/fact-in-words.ts';
import type { Pack } from '../advisor/pack.ts';
import type { Step } from '../advisor/rules.ts';
import { whoDecided } from '../advisor/who-decided.ts';
import { escapeText, link } from './blocks/mrkdwn.ts';
import { messageUrl, nameOf, type Setting } from './blocks/people.ts';
import { header, LONGEST_TEXT, paged, section } from './blocks/text-blocks.ts';
import { cut, oneLine } from './blocks/verdict-parts.ts';

const MOST_FACTS = 20;
const MOST_FLIPS = 4;

const OUTCOMES: Record<Step['outcome'], string> = {
  taken: '→ here',
  passed: '✓ passed',
  'not-applicable': '– does not apply',
  closed: '✕ not open yet',
  'not-reached': '· not reached',
};

/** Behind "Why?": the problem and its ladder rung by rung, every fact with its quotation, what would flip it, sources. */
export function whyView(assessment: Assessment, pack: Pack, setting: Setting): ModalView {
  const blocks = [
    ...ladder(assessment, pack),
    ...facts(assessment, pack, setting),
    ...flips(assessment, pack),
    ...change(assessment),
    ...sources(assessment, pack),
  ];
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'Why this advice' },
    close: { type: 'plain_text', text: 'Close' },
    blocks,
  };
}

/** The guidance was changed, or the workspace chose another one: what stood there is not told from memory. */
const GONE =
  'The guidance that led here does not count here any more. I look at it anew when somebody writes in the thread.';

function ladder({ verdict }: Assessment, pack: Pack): KnownBlock[] {
  const problem = pack.problems.find(({ id }) => id === verdict.problem);
  const name = (step: Step) => pack.guidance.get(step.route)?.advice ?? '';
  const rungs = verdict.trace
    .filter((step) => step.problem === verdict.problem)
    .map((step) => {
      const rung = problem?.rungs.find(({ route }) => route === step.route);
      return `${OUTCOMES[step.outcome]}: *${escapeText(name(step))}*. ${escapeText(rung?.sentence ?? '')}`;
    });
  const firm =
    verdict.standing === 'recommended'
      ? 'What this advice rests on is stated. It can still be wrong; below is what would change it.'
      : 'It leads for now; the questions below would make it firm.';
  const beside =
    verdict.route === verdict.ownRoute
      ? []
      : [
          `So far the rules. ${whoDecided(verdict)}: *${escapeText(pack.guidance.get(verdict.route)?.advice ?? '')}*.`,
        ];
  return [
    header('How it came about'),
    section(cut([escapeText(problem?.sentence ?? GONE), ...rungs, ...beside, firm].join('\n'), LONGEST_TEXT)),
  ];
}

function facts({ situation, verdict }: Assessment, pack: Pack, setting: Setting): KnownBlock[] {
  const rank = ({ key }: { key: string }) => (verdict.reasons.includes(key) ? 0 : 1);
  const ordered = [...situation.facts].sort((a, b) => rank(a) - rank(b));
  const lines = ordered.slice(0, MOST_FACTS).map((fact) => {
    const said = keyedFactInWords(fact, pack);
    const url = messageUrl(fact.evidence.message, setting);
    const where = url ? ` ${link(url, '↗')}` : '';
    const state = fact.state === 'inferred' ? ' _(my reading)_' : '';
    const before = fact.replaced ? `; it replaces ${whoSaid(fact.replaced, 60, setting)}` : '';
    return `• ${escapeText(said)}${state}\n> ${whoSaid(fact, 100, setting)}${where}${before}`;
  });
  return lines.length === 0 ? [] : [header('What I go by'), ...paged(lines)];
}

/** Somebody's words with their name; words that are deleted for their age are missing, the name is not. */
function whoSaid({ evidence: { quote, author } }: Statement, longest: number, setting: Setting): string {
  const words = quote === '' ? 'words that are deleted by now, of' : `“${cut(oneLine(quote), longest)}”`;
  return escapeText(`${words} ${nameOf(author, setting)}`);
}

function flips({ flips: found }: Assessment, pack: Pack): KnownBlock[] {
  const lines = found.slice(0, MOST_FLIPS).map(({ facts: settings, route }) => {
    const ifs = settings.map((setting) => keyedFactInWords(setting, pack)).join(', and ');
    return `• If ${escapeText(ifs)}: ${escapeText(pack.guidance.get(route)?.advice ?? '')}.`;
  });
  const text =
    lines.length > 0 ? lines : ['I know of no single fact, and of no pair of facts, that would change it.'];
  return [header('What would flip it'), ...paged(text)];
}

const change = ({ changeMyMind, questions }: Assessment): KnownBlock[] => [
  section(escapeText(changeMyMind.text)),
  ...(questions.length > 0
    ? [header('Open questions'), ...paged(questions.slice(0, 5).map(({ text }) => `• ${escapeText(text)}`))]
    : []),
];

function sources({ passages }: Assessment, pack: Pack): KnownBlock[] {
  const lines = passages.flatMap(({ id }, index) => {
    const passage = pack.passages.get(id);
    if (!passage) return [];
    const links = passage.sources.map((source) => link(source.url, source.title)).join(', ');
    return [`[${index + 1}] ${escapeText(passage.text)}\n${links}`];
  });
  return lines.length === 0 ? [] : [header('Sources'), ...paged(lines)];
}
