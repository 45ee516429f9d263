import { fitsPrompt, perMonth, rentPerMonth, TOKENS_PER_PAGE } from './figures.ts';
import { factOf, type Situation } from './situation.ts';
import { dollars } from './slots.ts';

/** Figures that follow from stated numbers, each as one line that shows its arithmetic. */
export function figuresFor(situation: Situation): string[] {
  return [rentLine(situation), knowledgeLine(situation)].filter((line) => line !== undefined);
}

/** What rented calls cost a month; undefined while their number or price is not known. */
export function rentLine(situation: Situation): string | undefined {
  const calls = factOf(situation, 'calls_per_month');
  const price = factOf(situation, 'price_per_call')?.value;
  if (typeof calls?.value !== 'number' || typeof price !== 'number') return undefined;
  const perDay = calls.value / perMonth(1);
  // People who count in days check the sum in days.
  const daily = /\b(?:day|daily|d)\b/i.test(calls.evidence.quote) && Number.isInteger(perDay);
  const volume = daily ? `${count(perDay)} calls a day` : `${count(calls.value)} calls a month`;
  return `${volume} at ${dollars(price)} = ${dollars(rentPerMonth(calls.value, price))} a month`;
}

/** Whether the knowledge fits a prompt; undefined while its size is not known. */
export function knowledgeLine(situation: Situation): string | undefined {
  const tokens = factOf(situation, 'knowledge_tokens')?.value;
  if (typeof tokens !== 'number') return undefined;
  const pages = Math.max(1, Math.round(tokens / TOKENS_PER_PAGE));
  const size = `${count(pages)} ${pages === 1 ? 'page' : 'pages'}, about ${count(tokens)} tokens`;
  return fitsPrompt(tokens)
    ? `${size}: that may simply fit in the prompt`
    : `${size}: too much for one prompt`;
}

const count = (value: number): string => value.toLocaleString('en-US');
