import type { ChaosReport } from './run.ts';

const MOST_SHOWN = 40;

/** The report in plain words. */
export function chaosToText(report: ChaosReport): string {
  const { asked, toAnswer, answered, refused, followUps, followUpsAnswered, facts, factsKept, wrong } =
    report;
  return [
    `seed ${report.seed}, ${report.seconds} s`,
    ...Object.entries(report.trouble).map(([name, count]) => `  ${String(count).padStart(4)} × ${name}`),
    `${asked} questions: ${toAnswer} kept, ${answered} answered once; ${refused} commands given back with their words.`,
    `${followUps} second questions, ${followUpsAnswered} answered once. ${facts} facts stated, ${factsKept} kept once.`,
    wrong.length === 0
      ? `All is well: each question was answered exactly once, and no fact was lost.`
      : `${wrong.length} things are wrong:`,
    ...wrong.slice(0, MOST_SHOWN).map((each) => `  ${each}`),
  ].join('\n');
}
