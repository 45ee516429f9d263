import type { CaseResult } from '../eval-case.ts';
import type { Totals } from './totals.ts';
import type { Interval } from './wilson.ts';

/**
 * The totals for people at a terminal, and the cases that came out otherwise than any labeller would accept.
 * @param cost in words
 */
export function evalToText(
  { cases, totals }: { cases: readonly CaseResult[]; totals: Totals },
  cost?: string,
): string {
  const { routes, quotations, ungroundedSentences: sentences, outOfScope, adversarial, tokens, ms } = totals;
  const rows = Object.entries(routes).map(
    ([route, row]) =>
      `${route.padEnd(18)}${pad(row.cases)}${pad(row.strict)}${pad(row.acceptable)}${takenInstead(route, totals.confusion[route])}`,
  );
  const curators = Object.entries(totals.curators);
  const misses = cases
    .filter((result) => !result.isAcceptable)
    .map((result) => `${result.id}: ${result.route} (${result.problem}), expected ${result.expected}`);
  return [
    `${totals.cases} cases: ${totals.acceptable} acceptable (${percent(totals.acceptableShare)}), ${totals.strict} strict (${percent(totals.strictShare)})`,
    `Error bar (95 %): ${range(totals.acceptableRange)} acceptable, ${range(totals.strictRange)} strict`,
    `Each route counted the same: ${percent(totals.macroAcceptable)} acceptable, ${percent(totals.macroStrict)} strict`,
    ...factLines(totals),
    `Labelled quotations found: ${quotations.found} of ${quotations.labelled} (${percent(quotations.share)}); quotations that are not in the messages: ${totals.invalidQuotations}`,
    ...droppedLines(totals),
    `Sentences that rest on nothing: ${sentences.returned} returned by the model, ${sentences.shown} shown`,
    `Not our subject: ${outOfScope.found} of ${outOfScope.expected} found, ${outOfScope.wrongly} wrongly`,
    `Attacks: ${adversarial.acceptable} of ${adversarial.cases} acceptable`,
    `Read ${curators.map(([curator, count]) => `${count} ${curator === 'llm' ? 'by the model' : 'offline'}`).join(', ')}`,
    ...(totals.repairs > 0
      ? [`The model was asked again for an answer that can be used: ${totals.repairs}`]
      : []),
    ...Object.entries(totals.fallbacks).map(([why, count]) => `Read offline because ${why}: ${count}`),
    `Tokens: ${tokens.input} in (${tokens.cached} cached), ${tokens.output} out; ${ms.total} ms, median ${ms.median} ms a case`,
    ...(cost === undefined ? [] : [`Cost: ${cost}`]),
    '',
    `${'expected route'.padEnd(18)}${'cases'.padStart(8)}${'strict'.padStart(8)}${'accept.'.padStart(8)}   taken instead`,
    ...rows,
    ...(misses.length > 0 ? ['', 'Not acceptable:', ...misses] : []),
  ].join('\n');
}

/** What a reader returned and nobody is shown. */
function droppedLines({ dropped }: Totals): string[] {
  const reasons = Object.entries(dropped).sort(([, a], [, b]) => b - a);
  const count = reasons.reduce((sum, [, each]) => sum + each, 0);
  if (count === 0) return [];
  return [
    `Facts returned and not let through: ${count} (${reasons.map(([why, each]) => `${each}: ${why}`).join('; ')})`,
  ];
}

/** What can only be said where facts are labelled in the pack's own words. */
function factLines({ facts, questions, rulesOnLabels: rules }: Totals): string[] {
  if (facts.cases === 0) return [];
  return [
    `Facts: ${facts.right} of ${facts.held} read are right (precision ${percent(facts.precision)}; ${facts.misread} misread, ${facts.unlabelled} labelled by nobody; ${percent(facts.precisionWhereLabelled)} of those that a labeller saw), ${facts.found} of ${facts.labelled} labelled are found (recall ${percent(facts.recall)})`,
    `Questions: ${questions.both} of ${questions.asked} asked are worth asking (${percent(questions.precision)}), ${questions.both} of ${questions.worth} worth asking are asked (${percent(questions.recall)}); the first one is in ${questions.firstWorth} of ${questions.asking} cases; ${questions.alreadySaid} ask for what was said`,
    `The rules, given exactly the labelled facts: ${rules.acceptable} of ${rules.cases} acceptable, ${rules.strict} strict`,
  ];
}

/** Where else the cases of a route were led, most often first. */
export function takenInstead(expected: string, taken: Record<string, number> = {}): string {
  const others = Object.entries(taken)
    .filter(([route]) => route !== expected)
    .sort(([, a], [, b]) => b - a);
  return others.length === 0 ? '' : `   ${others.map(([route, count]) => `${count} ${route}`).join(', ')}`;
}

export const percent = (value: number): string => `${Math.round(value * 100)} %`;
export const range = ([low, high]: Interval): string => `${Math.round(low * 100)} to ${percent(high)}`;
const pad = (value: number): string => String(value).padStart(8);

/** Small sums need their digits. */
export const dollars = (amount: number): string =>
  `$${amount === 0 || amount >= 1 ? amount.toFixed(2) : Number(amount.toPrecision(2))}`;

/** "1 case", "2 cases". */
export const countOfCases = (count: number): string => `${count} ${count === 1 ? 'case' : 'cases'}`;
