import type { SectionBlock } from '@slack/types';
import type { Pack } from '../../advisor/pack.ts';
import { Route } from '../../advisor/routes.ts';
import { capital } from '../../text/capital.ts';
import { escapeText } from './mrkdwn.ts';
import { section } from './text-blocks.ts';

/** The longest bar, in characters. */
const LONGEST_BAR = 12;
/** So many kinds of advice have a bar; the others share one. */
const MOST_BARS = 4;

/** Open cases by the advice that they have, with a bar for each; nothing where there are none. */
export function digestOverview(
  routes: readonly { route: string; count: number }[],
  pack: Pack,
): SectionBlock[] {
  const total = sum(routes);
  if (total === 0) return [];
  const others = sum(routes.slice(MOST_BARS));
  const bars = [
    ...routes.slice(0, MOST_BARS).map(({ route, count }) => ({ advice: adviceOf(route, pack), count })),
    ...(others > 0 ? [{ advice: 'other advice', count: others }] : []),
  ];
  const most = Math.max(...bars.map(({ count }) => count));
  const lines = bars.map(
    ({ advice, count }) =>
      `${'█'.repeat(Math.max(1, Math.round((LONGEST_BAR * count) / most)))}  *${count}*  ${escapeText(capital(advice))}`,
  );
  return [section([`*${total === 1 ? 'One open case' : `${total} open cases`}*`, ...lines].join('\n'))];
}

const sum = (routes: readonly { count: number }[]): number =>
  routes.reduce((total, { count }) => total + count, 0);

function adviceOf(route: string, pack: Pack): string {
  const known = Route.safeParse(route).data;
  return (known && pack.guidance.get(known)?.advice) ?? 'other advice';
}
