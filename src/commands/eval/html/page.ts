import type { Report } from '../report.ts';
import { conclusionsOf, movedLines, unrecordedLines } from '../report-to-text.ts';
import { casesSection } from './cases.ts';
import { confusionTable } from './confusion.ts';
import { type Html, html } from './html.ts';
import { STYLE } from './style.ts';
import { factTable, summaryTable } from './tables.ts';

/** A report as one page that needs nothing else: no script, no picture, no network. */
export function reportToHtml(report: Report): string {
  const { curators, comparison, stopped, replayed } = report;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Evaluation of Tune or Not</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Evaluation</h1>
${replayed ? html`<p>${replayed}</p>` : ''}
${stopped ? html`<p class="wrong">${stopped}</p>` : ''}
${summaryTable(curators)}
${comparison ? lines(`Side by side, on the ${comparison.cases} cases that all of them read`, conclusionsOf(comparison)) : ''}
${curators.map(
  ({
    about,
    moved,
    unrecorded,
  }) => html`${moved ? lines(`${about.name}: against the earlier report`, movedLines(moved)) : ''}
${unrecorded ? lines(`${about.name}: without a recording`, unrecordedLines(unrecorded)) : ''}`,
)}
${curators.map(
  ({ about, totals }) => html`<h2>Routes taken by ${about.name}</h2>
${confusionTable(totals)}
${factTable(totals)}`,
)}
${casesSection(report)}
</body>
</html>
`.text;
}

const lines = (title: string, said: readonly string[]): Html =>
  html`<h2>${title}</h2>
<ul>${said.map((line) => html`<li>${line}</li>`)}</ul>`;
