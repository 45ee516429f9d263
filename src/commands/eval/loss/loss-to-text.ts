import { countOfCases, percent, takenInstead } from '../to-text.ts';
import type { Loss, Repeated } from './loss.ts';

/** How the rules stand when facts are lost, for people at a terminal. */
export function lossToText(loss: Loss): string {
  const { cases, leftOut, whole, routes, confusion, brittle } = loss;
  const rows = Object.entries(routes).map(
    ([route, { cases: count, strict, acceptable }]) =>
      `${route.padEnd(18)}${[count, strict, acceptable].map(column).join('')}${takenInstead(route, confusion[route])}`,
  );
  return [
    `No message was read: of the labelled facts of ${countOfCases(cases)}, ${percent(loss.lost)} were lost by chance, ${loss.repeats} times (seed ${loss.seed}).`,
    ...(leftOut > 0
      ? [`${countOfCases(leftOut)} without labels in the words of the pack: not counted.`]
      : []),
    `With all of them: ${countOf(whole.acceptable, cases)} acceptable, ${countOf(whole.strict, cases)} strict`,
    `With what was left: ${meanOf(loss.acceptable, cases)} acceptable, ${meanOf(loss.strict, cases)} strict`,
    '',
    `${'expected route'.padEnd(18)}${['cases', 'strict', 'accept.'].map((word) => word.padStart(8)).join('')}   taken instead`,
    ...rows,
    ...(brittle.length > 0
      ? ['', 'What hangs on one fact: without it alone, these cases go where no labeller would.']
      : []),
    ...brittle.map(({ fact, expected, taken, cases: ids }) => {
      return `${fact}: ${expected} → ${taken}, ${countOfCases(ids.length)} (${ids.join(', ')})`;
    }),
  ].join('\n');
}

const countOf = (count: number, cases: number): string => `${count} (${percent(shareOf(count, cases))})`;

const meanOf = ({ mean, error }: Repeated, cases: number): string =>
  `${mean.toFixed(1)}${error === null ? '' : ` ± ${error.toFixed(1)}`} (${percent(shareOf(mean, cases))})`;

const shareOf = (count: number, cases: number): number => (cases === 0 ? 0 : count / cases);
const column = (count: number): string => String(Number(count.toFixed(1))).padStart(8);
