import type { Values } from './evaluate.ts';
import { fitsPrompt, rentPerMonth, TOKENS_PER_PAGE } from './figures.ts';
import { dollars } from './slots.ts';

/** Figures that follow from stated numbers, each as one line that shows its arithmetic. */
export function figuresFor(values: Values): string[] {
  return [rent(values), knowledge(values)].filter((line) => line !== undefined);
}

function rent(values: Values): string | undefined {
  const calls = values.get('calls_per_month');
  const price = values.get('price_per_call');
  if (typeof calls !== 'number' || typeof price !== 'number') return undefined;
  const month = dollars(rentPerMonth(calls, price));
  return `${calls.toLocaleString('en-US')} calls a month at ${dollars(price)} = ${month} a month`;
}

function knowledge(values: Values): string | undefined {
  const tokens = values.get('knowledge_tokens');
  if (typeof tokens !== 'number') return undefined;
  const size = `${Math.round(tokens / TOKENS_PER_PAGE).toLocaleString('en-US')} pages ≈ ${tokens.toLocaleString('en-US')} tokens`;
  return fitsPrompt(tokens)
    ? `${size}: that may simply fit in the prompt`
    : `${size}: too much for one prompt`;
}
