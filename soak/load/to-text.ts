import { rounded } from '../../bench/support/statistics.ts';
import type { LoadReport } from './run.ts';

/** The report in plain words. */
export function loadToText({
  atMostPerSecond,
  perSecond,
  stretches,
  disturbed,
  growth,
  wrong,
}: LoadReport): string {
  const last = stretches.at(-1);
  return [
    `${perSecond} events a second for ${rounded((last?.at ?? 0) / 60)} minutes${atMostPerSecond === undefined ? '' : `, half of the ${rounded(atMostPerSecond, 0)} that the app takes at most`}.`,
    `From the first third to the last: memory × ${growth.memory}, p50 × ${growth.p50}, p99 × ${growth.p99}, the oldest item waits ${growth.inboxAgeSeconds} s longer.`,
    ...(disturbed > 0
      ? [`${disturbed} stretches of time are left out: the machine stood still in them.`]
      : []),
    wrong.length === 0 ? 'All is well: nothing grows.' : `${wrong.length} things are wrong:`,
    ...wrong.map((each) => `  ${each}`),
  ].join('\n');
}
