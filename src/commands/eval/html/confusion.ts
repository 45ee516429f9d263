import { ROUTES } from '../../../advisor/routes.ts';
import type { Totals } from '../totals.ts';
import { type Html, html } from './html.ts';

/** A row for each expected route, a column for each that was taken. */
export function confusionTable({ confusion }: Totals): Html {
  const taken = new Set(Object.values(confusion).flatMap((row) => Object.keys(row)));
  const columns = ROUTES.filter((route) => taken.has(route) || route in confusion);
  return html`<div class="wide"><table class="confusion">
<tr><td class="quiet">expected ↓ taken →</td>${columns.map((route) => html`<th scope="col" class="column">${route}</th>`)}</tr>
${Object.entries(confusion).map(
  ([expected, row]) =>
    html`<tr><th scope="row">${expected}</th>${columns.map((route) => cell(row[route] ?? 0, route === expected))}</tr>
`,
)}</table></div>`;
}

function cell(count: number, isHit: boolean): Html {
  if (count === 0) return html`<td></td>`;
  return html`<td class="${isHit ? 'hit' : 'miss'}">${count}</td>`;
}
