import type { Logger } from 'pino';
import type { Config, LlmConfig } from './config.ts';
import { readPrices } from './prices.ts';
import type { Spending } from './store/budget.ts';
import type { Settings } from './store/workspace-settings.ts';
import type { WorkspaceChoices } from './workspace-choices.ts';

const KEPT =
  'Or take out PRICES_FILE: then tokens are counted, and nothing is said about dollars. Nothing was started.';

const NONE: Spending = { limits: { tokens: 0, dollars: undefined }, price: undefined, priceDated: undefined };

/**
 * Reads the price of the model that is configured. A spending limit without a price cannot be kept: then only the limit
 * of tokens counts, which the log and `/finetune usage` say.
 * @throws UserError when there is a file of prices that cannot be used
 */
export async function spendingOf(llm: LlmConfig | undefined, log: Logger): Promise<Spending> {
  if (!llm) return NONE;
  const limits = { tokens: llm.dailyTokenLimit, dollars: llm.dailySpendingLimit };
  const prices = llm.pricesFile === undefined ? undefined : await readPrices(llm.pricesFile, KEPT);
  const price = prices?.of(llm.model, llm.baseUrl);
  if (!price && (limits.dollars !== undefined || prices))
    log.warn(
      { model: llm.model, file: llm.pricesFile },
      'the price of the model is not known (PRICES_FILE), so only DAILY_TOKEN_LIMIT counts',
    );
  return { limits, price, priceDated: price && prices?.dated };
}

/**
 * Reads the prices of all models that workspaces may choose among.
 * @returns the model that reads by a workspace's settings, and what it may use
 * @throws UserError when there is a file of prices that cannot be used
 */
export async function spendings(
  { llm }: Pick<Config, 'llm'>,
  { offered }: Pick<WorkspaceChoices, 'offered'>,
  log: Logger,
): Promise<(settings: Settings) => { model: string | undefined; spending: Spending }> {
  const known = new Map<string, Spending>();
  for (const model of offered.models) known.set(model, await spendingOf(llm && { ...llm, model }, log));
  return ({ model, dailyTokens }) => {
    const spending = known.get(model ?? '') ?? NONE;
    return { model, spending: { ...spending, limits: { ...spending.limits, tokens: dailyTokens } } };
  };
}
