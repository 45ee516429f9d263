import type { Values } from './evaluate.ts';
import type { FactValue } from './fact.ts';
import { errorBar, rentPerMonth, TOKENS_PER_PAGE } from './figures.ts';
import { factOf, type Situation, valuesOf } from './situation.ts';
import { comparisonOf, scoredOn } from './test-size.ts';
import type { FactDefinition, Vocabulary } from './vocabulary.ts';

/** A fact's value as people read it: "800", "$0.005", "72 %", "Llama 3 8B". */
export function valueInWords(value: FactValue, definition: FactDefinition): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if (definition.type !== 'number') return String(value);
  if (definition.unit.startsWith('dollars')) return dollars(value);
  const number = value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 1 : 0 });
  return definition.unit === 'percent' ? `${number} %` : number;
}

/** An amount of dollars: whole from a hundred up, cents below, and of small ones enough digits to check a sum with. */
export function dollars(amount: number): string {
  const exact = Number(amount.toPrecision(4));
  if (exact >= 100) return `$${Math.round(amount).toLocaleString('en-US')}`;
  const cents = exact >= 0.1 ? 2 : 0;
  return `$${exact.toLocaleString('en-US', { minimumFractionDigits: cents, maximumFractionDigits: 12 })}`;
}

/** What fills the slots of wordings: known numbers and texts, and the figures that follow from them. */
export function slotsFor(values: Values, vocabulary: Vocabulary): Map<string, string> {
  const slots = new Map<string, string>();
  for (const [key, definition] of vocabulary) {
    const value = values.get(key);
    if (value === undefined || (definition.type !== 'number' && definition.type !== 'text')) continue;
    slots.set(key, valueInWords(value, definition));
  }
  const calls = values.get('calls_per_month');
  const price = values.get('price_per_call');
  if (typeof calls === 'number' && typeof price === 'number') {
    slots.set('rent_per_month', dollars(rentPerMonth(calls, price)));
  }
  const tokens = values.get('knowledge_tokens');
  if (typeof tokens === 'number') {
    slots.set('knowledge_pages', Math.max(1, Math.round(tokens / TOKENS_PER_PAGE)).toLocaleString('en-US'));
  }
  return slots;
}

/** The same, with what only the words of a situation tell: on how many cases something was scored. */
export const slotsOf = (situation: Situation, vocabulary: Vocabulary): Map<string, string> =>
  new Map([...slotsFor(valuesOf(situation), vocabulary), ...testSlots(situation)]);

/** The size of the test and what it can tell; `inside_margin` only where a difference is smaller than the error bar. */
function testSlots(situation: Situation): [string, string][] {
  const comparison = comparisonOf(situation);
  const items = comparison?.items ?? scoredOn(situation);
  const score = factOf(situation, 'score')?.value;
  const own = scoredOn(situation);
  const slots: [string, string][] =
    items === undefined ? [] : [['test_items', items.toLocaleString('en-US')]];
  if (own !== undefined && typeof score === 'number') {
    slots.push(['score_margin', points(errorBar(score / 100, own))]);
  }
  if (comparison) {
    const [one, other] = comparison.rates;
    slots.push(['difference', points(Math.abs(one - other))]);
    if (comparison.isInside) slots.push(['inside_margin', points(comparison.margin)]);
  }
  return slots;
}

/** A share as points: whole ones, and below one with a digit. */
export function points(share: number): string {
  const exact = share * 100;
  return exact >= 1 || exact === 0 ? String(Math.round(exact)) : exact.toFixed(1);
}
