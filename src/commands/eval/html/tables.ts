import { costInWords } from '../cost-in-words.ts';
import type { CuratorReport } from '../report.ts';
import { percent, range } from '../to-text.ts';
import type { Totals } from '../totals.ts';
import { type Html, html, type Part } from './html.ts';

/** What each curator came to, side by side. */
export function summaryTable(curators: readonly CuratorReport[]): Html {
  const row = (name: string, cell: (report: CuratorReport) => Part) =>
    html`<tr><th scope="row">${name}</th>${curators.map((report) => html`<td>${cell(report)}</td>`)}</tr>`;
  const ofTotals = (name: string, cell: (totals: Totals) => Part) => row(name, ({ totals }) => cell(totals));
  return html`<div class="wide"><table>
<tr><td></td>${curators.map(({ about }) => html`<th scope="col">${about.name}</th>`)}</tr>
${ofTotals('Cases', ({ cases }) => cases)}
${ofTotals('Acceptable', (t) => html`${t.acceptable} <b>${percent(t.acceptableShare)}</b> <span class="quiet">(${range(t.acceptableRange)})</span>`)}
${ofTotals('Strict', (t) => html`${t.strict} <b>${percent(t.strictShare)}</b> <span class="quiet">(${range(t.strictRange)})</span>`)}
${ofTotals('Each route counted the same', (t) => `${percent(t.macroAcceptable)} acceptable, ${percent(t.macroStrict)} strict`)}
${ofTotals('Rules on the labelled facts', ({ rulesOnLabels: rules }) => `${rules.acceptable} of ${rules.cases} acceptable, ${rules.strict} strict`)}
${ofTotals('Facts: precision', ({ facts }) => `${percent(facts.precision)} (${facts.right} of ${facts.held}; ${facts.misread} misread, ${facts.unlabelled} unlabelled; ${percent(facts.precisionWhereLabelled)} of those that a labeller saw)`)}
${ofTotals('Facts: recall', ({ facts }) => `${percent(facts.recall)} (${facts.found} of ${facts.labelled})`)}
${ofTotals('Questions worth asking', ({ questions: q }) => `${q.both} of ${q.asked} asked, ${q.both} of ${q.worth} worth asking; ${q.alreadySaid} of what was said`)}
${ofTotals('Labelled quotations found', ({ quotations: q }) => `${q.found} of ${q.labelled}`)}
${ofTotals('Quotations not in the messages', ({ invalidQuotations }) => invalidQuotations)}
${ofTotals('Facts returned, not let through', ({ dropped }) => talliedInWords(dropped))}
${ofTotals('Sentences that rest on nothing', ({ ungroundedSentences: u }) => `${u.returned} returned, ${u.shown} shown`)}
${ofTotals('Not our subject', ({ outOfScope: o }) => `${o.found} of ${o.expected} found, ${o.wrongly} wrongly`)}
${ofTotals('Attacks', ({ adversarial: a }) => `${a.acceptable} of ${a.cases} acceptable`)}
${ofTotals('Asked again', ({ repairs }) => repairs)}
${ofTotals('Read offline instead', ({ fallbacks }) => talliedInWords(fallbacks))}
${ofTotals('Tokens', ({ tokens }) => `${tokens.input} in (${tokens.cached} cached), ${tokens.output} out`)}
${ofTotals('Time', ({ ms }) => `${ms.total} ms, median ${ms.median} ms a case`)}
${row('Cost', (report) => costInWords(report))}
${row('Agreement of runs', ({ agreement: a }) => (a ? `${a.sameRoute} of ${a.cases} cases the same in ${a.runs} runs; facts ${percent(a.facts)}` : '–'))}
${row('Moved', ({ moved }) => (moved ? `${moved.moved.length} moved, ${moved.readDifferently.length} read differently` : '–'))}
${row('Pack, prompts, version', ({ about }) => `${about.pack}, ${about.prompts}, ${about.version}`)}
</table></div>`;
}

const talliedInWords = (tally: Record<string, number>): string => {
  const reasons = Object.entries(tally).map(([why, count]) => `${count}: ${why}`);
  return reasons.length === 0 ? '0' : reasons.join('; ');
};

/** How each fact was read; nothing where none is labelled. */
export function factTable({ facts }: Totals): Part {
  if (facts.cases === 0) return '';
  const columns = ['labelled', 'found', 'read', 'right', 'misread', 'unlabelled', 'precision', 'recall'];
  return html`<details><summary>Each fact</summary><div class="wide"><table>
<tr><td></td>${columns.map((name) => html`<th scope="col" class="number">${name}</th>`)}</tr>
${Object.entries(facts.byFact).map(([key, each]) => {
  const { labelled, found, held, right, misread, unlabelled } = each;
  const cells = [
    labelled,
    found,
    held,
    right,
    misread,
    unlabelled,
    percent(each.precision),
    percent(each.recall),
  ];
  return html`<tr><th scope="row">${key}</th>${cells.map((cell) => html`<td class="number">${cell}</td>`)}</tr>`;
})}
</table></div></details>`;
}
