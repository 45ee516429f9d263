import type { Agreement } from './agreement.ts';
import type { ComparedCurator, Comparison } from './compare-curators.ts';
import { costInWords } from './cost-in-words.ts';
import type { Moved } from './moved.ts';
import type { CuratorReport, Report } from './report.ts';
import { countOfCases, dollars, evalToText, percent, range } from './to-text.ts';

/** A report for people at a terminal. */
export function reportToText({ curators, comparison, stopped, replayed }: Report): string {
  const isAlone = curators.length === 1;
  const parts = curators.map((report) =>
    [...(isAlone ? [] : [`== ${report.about.name}`, '']), ...linesOf(report)].join('\n'),
  );
  return [
    ...(replayed ? [replayed] : []),
    ...parts,
    ...(comparison ? [comparisonLines(comparison).join('\n')] : []),
    ...(!comparison && !isAlone ? ['No case was read by all of them, so they are not compared.'] : []),
    ...(stopped ? [stopped] : []),
  ].join('\n\n');
}

function linesOf(report: CuratorReport): string[] {
  const { agreement, moved, unrecorded } = report;
  return [
    evalToText(report, report.about.model === null ? undefined : costInWords(report)),
    ...(agreement ? ['', ...agreementLines(agreement)] : []),
    ...(unrecorded ? ['', ...unrecordedLines(unrecorded)] : []),
    ...(moved ? ['', ...movedLines(moved)] : []),
  ];
}

const agreementLines = ({
  runs,
  cases,
  sameRoute,
  differing,
  routes,
  facts,
  acceptable,
  strict,
}: Agreement): string[] => [
  `Agreement of ${runs} runs: the same route each time in ${sameRoute} of ${cases} cases; two runs agree on the route in ${percent(routes)} and on ${percent(facts)} of the facts`,
  `Acceptable in each run: ${acceptable.join(', ')}; strict: ${strict.join(', ')}`,
  ...differing.map((each) => `${each.id}: ${each.routes.join(', ')}`),
];

/** What a replay could not tell, a line for each case. */
export function unrecordedLines(unrecorded: NonNullable<CuratorReport['unrecorded']>): string[] {
  const left = unrecorded.filter(({ isLeftOut }) => isLeftOut).length;
  return [
    `${countOfCases(unrecorded.length)} ${unrecorded.length === 1 ? 'has' : 'have'} no recording of all that was asked. Left out of all figures above: ${left}.`,
    ...unrecorded.map(({ id, what }) => `${id}: ${what.join('; ')}`),
    'A summary moves no verdict. Record anew with --record.',
  ];
}

/** What moved since an earlier report, a line for each case. */
export function movedLines({ moved, readDifferently, added, gone, same }: Moved): string[] {
  const place = ({ route, standing }: Moved['moved'][number]['was']) => `${route} (${standing})`;
  return [
    `Against the earlier report ${countOfCases(moved.length)} moved, ${readDifferently.length} more have the same verdict from other facts, ${same} are the same.`,
    ...moved.map(({ id, was, is, change }) => `${id}: ${place(was)} → ${place(is)}, ${IN_WORDS[change]}`),
    ...(readDifferently.length > 0 ? [`Other facts: ${readDifferently.join(', ')}`] : []),
    ...(added.length > 0 ? [`Not in the earlier report: ${added.join(', ')}`] : []),
    ...(gone.length > 0 ? [`Only in the earlier report: ${gone.join(', ')}`] : []),
  ];
}

const IN_WORDS = { better: 'better', worse: 'worse', neither: 'neither better nor worse' };

function comparisonLines(comparison: Comparison): string[] {
  const { cases, curators } = comparison;
  const width = Math.max(10, ...curators.map(({ name }) => name.length)) + 2;
  return [
    `== Side by side, on the ${cases} cases that all of them read`,
    '',
    `${'curator'.padEnd(width)}${'acceptable'.padEnd(28)}${'strict'.padEnd(14)}${'a case'.padEnd(12)}read offline`,
    ...curators.map(
      (each) =>
        `${each.name.padEnd(width)}${`${each.acceptable} (${percent(each.acceptableShare)}; ${range(each.acceptableRange)})`.padEnd(28)}${`${each.strict} (${percent(each.strictShare)})`.padEnd(14)}${costOfCase(each).padEnd(12)}${each.fallbacks}`,
    ),
    '',
    ...conclusionsOf(comparison),
  ];
}

const costOfCase = ({ costPerCase }: ComparedCurator): string =>
  costPerCase === null ? 'unknown' : dollars(costPerCase);

const MEASURES = {
  only: 'no other is that near',
  price: 'smallest: by the price of a case',
  order: 'smallest: named first, for not every price is known; name the small ones first, or give --prices',
};

const chance = (p: number): string => (p < LEAST_SHOWN ? `p < ${LEAST_SHOWN}` : `p = ${p}`);
const LEAST_SHOWN = 0.001;

/** What a comparison comes to, a sentence each. */
export function conclusionsOf({ curators, best, smallest, within, by }: Comparison): string[] {
  const differences = curators.flatMap(({ name, againstBest }) =>
    againstBest
      ? [
          `${name} is ${againstBest.points} points below ${best}: ${countOfCases(againstBest.onlyBest)} only ${best} got right, ${againstBest.onlyThis} only ${name}; ${againstBest.isWithinErrorBar ? 'within the error bar' : 'more than chance'} (${chance(againstBest.p)}, exact McNemar).`,
        ]
      : [],
  );
  return [
    `Best: ${best}.`,
    ...differences,
    smallest === null
      ? `No curator within ${within} points of the best read its cases by itself.`
      : `The smallest within ${within} points of the best: ${smallest} (${MEASURES[by]}).`,
  ];
}
