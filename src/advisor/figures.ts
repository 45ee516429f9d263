/**
 * Arithmetic for the figures in a message. Every formula names its source; prices come in as arguments, never from
 * memory.
 */

/** 95 % of a normal distribution lies within this many standard deviations of its mean. */
const Z_95 = 1.96;

const TOKENS_PER_MILLION = 1_000_000;
const DAYS_PER_MONTH = 30;

/**
 * The error bar of a pass rate, as a share: with `items` tried and a true rate of `rate`, 95 of 100 such tests land
 * within it (normal approximation, 1.96 × √(p(1−p)/n)).
 * @throws RangeError unless 0 ≤ rate ≤ 1 and items ≥ 1
 */
export function errorBar(rate: number, items: number): number {
  if (!(rate >= 0 && rate <= 1)) throw new RangeError(`A pass rate lies between 0 and 1, not at ${rate}.`);
  if (!(items >= 1)) throw new RangeError(`A test needs at least one item, not ${items}.`);
  return Z_95 * Math.sqrt((rate * (1 - rate)) / items);
}

/** Dollars a month for `calls` a month at `pricePerCall` dollars. */
export const rentPerMonth = (calls: number, pricePerCall: number): number => calls * pricePerCall;

/** Calls a month from calls a day, with the 30-day month that all monthly figures here use. */
export const perMonth = (perDay: number): number => perDay * DAYS_PER_MONTH;

export interface TokenPrices {
  /** Dollars per million input tokens. */
  input: number;
  /** Dollars per million output tokens. */
  output: number;
}

/** Dollars for one call of `input` and `output` tokens. */
export const pricePerCall = (tokens: { input: number; output: number }, prices: TokenPrices): number =>
  (tokens.input * prices.input + tokens.output * prices.output) / TOKENS_PER_MILLION;

/**
 * What a fixed prompt prefix of `tokens` costs per call with the provider's prompt cache: reads at 0.1 of the input
 * price, writes at 1.25 (multipliers as published by providers with explicit caching, 2025).
 * @param hitRate share of calls that find the prefix cached, 0 to 1
 */
export const cachedPrefixPrice = (tokens: number, inputPrice: number, hitRate: number): number =>
  (tokens * inputPrice * (0.1 * hitRate + 1.25 * (1 - hitRate))) / TOKENS_PER_MILLION;

/**
 * Calls a month from which a tuned model is cheaper than renting; undefined when it never is.
 * @param fixedMonthly dollars a month that the tuned model costs even when idle
 */
export function breakEvenCalls(
  fixedMonthly: number,
  rentPerCall: number,
  tunedPerCall: number,
): number | undefined {
  const saved = rentPerCall - tunedPerCall;
  return saved > 0 ? fixedMonthly / saved : undefined;
}

/** Months until a project's cost is earned back; undefined when it never is. */
export function paybackMonths(
  projectCost: number,
  rentMonthly: number,
  tunedMonthly: number,
): number | undefined {
  const saved = rentMonthly - tunedMonthly;
  return saved > 0 ? projectCost / saved : undefined;
}

/**
 * How many epochs OpenAI's fine-tuning cookbook (data preparation notebook) takes by default: 3, more for fewer than
 * 100 example-epochs (at most 25), fewer above 25,000.
 */
export function defaultEpochs(examples: number): number {
  const TARGET = 3;
  if (TARGET * examples < 100) return Math.min(25, Math.floor(100 / examples));
  if (TARGET * examples > 25_000) return Math.max(1, Math.floor(25_000 / examples));
  return TARGET;
}

/** Tokens billed for a training: every epoch reads each example up to the service's limit per example. */
export const billedTrainingTokens = (lengths: readonly number[], limit: number, epochs: number): number =>
  epochs * lengths.reduce((sum, length) => sum + Math.min(length, limit), 0);

/** Dollars for a training priced per million tokens, evaluation passes included (Together's and Ori's formula). */
export const trainingPrice = (
  tokens: { train: number; epochs: number; validation?: number; evaluations?: number },
  pricePerMillion: number,
): number =>
  ((tokens.train * tokens.epochs + (tokens.validation ?? 0) * (tokens.evaluations ?? 1)) * pricePerMillion) /
  TOKENS_PER_MILLION;

/**
 * Dollars to run a model on a rented machine through `items` once.
 * @param itemsPerSecond measured throughput of one machine
 */
export const selfHostedRun = (items: number, itemsPerSecond: number, dollarsPerHour: number): number =>
  (items / itemsPerSecond / 3600) * dollarsPerHour;

/** Machines needed for a peak load when each is kept at 60 % of its measured throughput. */
export const machinesNeeded = (peakTokensPerSecond: number, measuredTokensPerSecond: number): number =>
  Math.ceil(peakTokensPerSecond / measuredTokensPerSecond / 0.6);

/** Up to here the whole knowledge may simply be sent with each question, cached (Anthropic, September 2024). */
export const PROMPT_KNOWLEDGE_TOKENS = 200_000;
/** The same source's 200,000 tokens are "about 500 pages". */
export const TOKENS_PER_PAGE = PROMPT_KNOWLEDGE_TOKENS / 500;

export const fitsPrompt = (knowledgeTokens: number): boolean => knowledgeTokens <= PROMPT_KNOWLEDGE_TOKENS;

/**
 * Gigabytes for the weights alone, and for full tuning with Adam (about 16 bytes a parameter, before activations).
 * @param billions parameters in billions
 */
export const gpuMemory = (billions: number): { bf16: number; fourBit: number; fullTuning: number } => ({
  bf16: billions * 2,
  fourBit: billions * 0.5,
  fullTuning: billions * 16,
});
