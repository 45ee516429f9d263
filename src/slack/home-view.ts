import type { HomeView, KnownBlock } from '@slack/types';
import type { Pack } from '../advisor/pack.ts';
import { Route } from '../advisor/routes.ts';
import { dayOf } from '../clock.ts';
import type { Digest } from '../digest/digest.ts';
import type { CaseList, ListedCase } from '../store/case-lists.ts';
import type { ListedDecision, ListedStep } from '../store/due-lists.ts';
import { capital } from '../text/capital.ts';
import { inOneLine } from './blocks/in-one-line.ts';
import { escapeText } from './blocks/mrkdwn.ts';
import { context, header, paged, plain, section } from './blocks/text-blocks.ts';
import { threadLink } from './case-link.ts';
import { dayInWords } from './day-in-words.ts';
import { comesInWords } from './digests/state-in-words.ts';
import { dueInWords } from './due-in-words.ts';
import { FORGET_ACTION } from './forget-actions.ts';
import { headlineOf } from './status-message.ts';

/** Opens the form in which a situation is described, with a choice of the channel. */
export const ASK_ACTION = 'home_ask';
/** Opens the form of one's own digest. */
export const MY_DIGEST_ACTION = 'home_digest';
/** Opens the settings of the workspace. */
export const SETTINGS_ACTION = 'home_settings';

/** What somebody's Home tab shows. */
export interface Home {
  cases: CaseList;
  steps: { steps: readonly ListedStep[]; total: number };
  decisions: { decisions: readonly ListedDecision[]; total: number };
  /** How many cases there are by route, the most first. */
  routes: readonly { route: string; count: number }[];
  /** Their own digest. */
  digest: Digest | undefined;
  /** Names of channels by their ids. */
  channels: ReadonlyMap<string, string>;
  /** Slack did not tell in which channels they are, so that only direct messages are shown. */
  blind: boolean;
}

interface HomeSetting {
  workspaceUrl: string;
  /** YYYY-MM-DD */
  today: string;
}

/** The longest bar, in characters. */
const LONGEST_BAR = 20;

/** The Home tab: what is open, what is due, and where the workspace's cases stand; nothing that its viewer may not see. */
export function homeView(home: Home, pack: Pack, setting: HomeSetting): HomeView {
  return {
    type: 'home',
    blocks: [
      section(
        '*Should we fine-tune?* Describe your situation, and I answer with a verdict that you can check.',
      ),
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: ASK_ACTION, style: 'primary', text: plain('Ask …') },
          { type: 'button', action_id: MY_DIGEST_ACTION, text: plain('My digest …') },
          { type: 'button', action_id: FORGET_ACTION, text: plain('Forget …') },
          { type: 'button', action_id: SETTINGS_ACTION, text: plain('Settings …') },
        ],
      },
      context(digestLine(home.digest)),
      ...(home.blind ? [context(BLIND)] : []),
      ...part('Your open cases', home.cases.total, 'No case of yours is open.', [
        ...home.cases.cases.map((found) => caseLine(found, home, setting)),
        ...more(home.cases.total - home.cases.cases.length),
      ]),
      ...part('Your steps', home.steps.total, 'No step waits for you.', [
        ...home.steps.steps.map((step) => stepLine(step, home, setting)),
        ...more(home.steps.total - home.steps.steps.length),
      ]),
      ...part(
        'Decisions to look at again',
        home.decisions.total,
        'None of your decisions is to be looked at again in the next two weeks.',
        [
          ...home.decisions.decisions.map((decision) => decisionLine(decision, home, setting)),
          ...more(home.decisions.total - home.decisions.decisions.length),
        ],
      ),
      ...routesPart(home, pack),
    ],
  };
}

const BLIND =
  'Slack does not tell me now in which channels you are, so I show only what you asked me directly. Open this tab again in a minute.';

const digestLine = (digest: Digest | undefined): string =>
  digest
    ? `Your digest ${comesInWords(digest)}`
    : 'You have no digest. It would tell you in a direct message which of your steps and decisions are due.';

function part(title: string, total: number, none: string, lines: readonly string[]): KnownBlock[] {
  return [header(total > 0 ? `${title} (${total})` : title), ...(total > 0 ? paged(lines) : [section(none)])];
}

const more = (count: number): string[] => (count > 0 ? [`and ${count} more`] : []);

const where = (channel: string, { channels }: Home): string => {
  const name = channels.get(channel);
  return name === undefined ? 'direct message' : escapeText(`#${name}`);
};

function caseLine(found: ListedCase, home: Home, { workspaceUrl, today }: HomeSetting): string {
  const moved = dayOf(found.movedAt.getTime());
  const question = found.question ? `\n${escapeText(found.question)}` : '';
  return `• *${threadLink(found, headlineOf(found), workspaceUrl)}*  ·  ${where(found.channel, home)}  ·  ${moved === today ? 'today' : dayInWords(moved)}${question}`;
}

const stepLine = (step: ListedStep, home: Home, { workspaceUrl, today }: HomeSetting): string =>
  `• ${inOneLine(step.what, 150)}  ·  *${dueInWords(step.due, today)}*  ·  ${where(step.channel, home)} ${threadLink(step, '↗', workspaceUrl)}`;

const decisionLine = (decision: ListedDecision, home: Home, { workspaceUrl, today }: HomeSetting): string =>
  `• ${inOneLine(decision.what, 150)}  ·  *${decision.lookAgain < today ? 'since ' : ''}${dayInWords(decision.lookAgain)}*  ·  ${where(decision.channel, home)} ${threadLink(decision, '↗', workspaceUrl)}`;

/** How many cases there are by route, with a bar for each. */
function routesPart({ routes }: Home, pack: Pack): KnownBlock[] {
  const total = routes.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return [];
  const most = Math.max(...routes.map(({ count }) => count));
  const lines = routes.map(({ route, count }) => {
    const known = Route.safeParse(route).data;
    const advice = (known && pack.guidance.get(known)?.advice) ?? 'other advice';
    return `${'█'.repeat(Math.max(1, Math.round((LONGEST_BAR * count) / most)))}  *${count}*  ${escapeText(capital(advice))}`;
  });
  return [
    header(`Cases in your channels (${total})`),
    ...paged(lines),
    context(
      'By the advice as it stands. Only channels that you are in, and what you asked me directly; none that are shared with other organisations.',
    ),
  ];
}
