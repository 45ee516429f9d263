import type { Spending } from '../store/budget.ts';
import type { UsageSum } from '../store/usage.ts';
import { escapeText } from './blocks/mrkdwn.ts';
import { context, section } from './blocks/text-blocks.ts';
import type { Rendered } from './blocks/verdict-message.ts';

/** What a workspace used, and what it may. */
export interface WorkspaceUsage {
  today: UsageSum;
  month: UsageSum;
  /** How many days `month` has. */
  days: number;
  /** The model that reads; undefined without one. */
  model: string | undefined;
  spending: Spending;
}

/** `/finetune usage`: what reading took, for who asked alone. */
export function usageMessage({ today, month, days, model, spending }: WorkspaceUsage): Rendered {
  const reader =
    model === undefined
      ? 'No model is set up: everything is read offline, which takes no tokens and costs nothing.'
      : `${escapeText(model)} reads here. ${limitsInWords(spending, today)}`;
  const lines = [
    '*What this workspace used*',
    `*Today:* ${sumInWords(today)}`,
    `*Last ${days} days:* ${sumInWords(month)}`,
    reader,
  ];
  return {
    text: 'What this workspace used',
    blocks: [
      section(lines.join('\n')),
      context(`A day ends at midnight UTC. ${priceInWords(model, spending)}`.trim()),
    ],
  };
}

function sumInWords(sum: UsageSum): string {
  const input = `${whole(sum.inputTokens)} tokens in`;
  const cached = sum.cachedTokens > 0 ? ` (${whole(sum.cachedTokens)} of them cached by the provider)` : '';
  return [
    counted(sum.calls, 'call'),
    `${input}${cached} and ${whole(sum.outputTokens)} out`,
    costInWords(sum),
    `${counted(sum.cacheHits, 'answer')} from our own cache`,
    `${counted(sum.fallbacks, 'time', 'times')} read offline instead`,
  ].join('  ·  ');
}

function costInWords({ calls, cost, unpricedCalls }: UsageSum): string {
  if (unpricedCalls === 0) return dollars(cost);
  if (unpricedCalls >= calls) return 'price unknown';
  return `${dollars(cost)} and ${counted(unpricedCalls, 'call')} of unknown price`;
}

function limitsInWords({ limits, price }: Spending, today: UsageSum): string {
  const tokens = `Limit a day: ${whole(limits.tokens)} tokens (${whole(left(limits.tokens, today.inputTokens + today.outputTokens))} left today)`;
  if (limits.dollars === undefined) return `${tokens}.`;
  if (!price)
    return `${tokens}. The limit of ${dollars(limits.dollars)} cannot be kept: the price of this model is unknown.`;
  return `${tokens} and ${dollars(limits.dollars)} (${dollars(left(limits.dollars, today.cost))} left today).`;
}

function priceInWords(model: string | undefined, { price, priceDated }: Spending): string {
  if (model === undefined) return '';
  if (!price || priceDated === undefined)
    return 'The price of this model is unknown: whoever runs me can set PRICES_FILE.';
  return `Cost is by the operator's list of prices of ${priceDated}: a model's own price, before discounts and taxes.`;
}

const left = (limit: number, used: number): number => Math.max(0, limit - used);

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${whole(count)} ${count === 1 ? one : many}`;

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');

/** Answers cost parts of a cent; larger sums are said to the cent. */
const dollars = (value: number): string => `$${value > 0 && value < 1 ? value.toFixed(4) : value.toFixed(2)}`;
