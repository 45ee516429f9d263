import { z } from 'zod';
import type { CaseResult } from '../eval-case.ts';
import { readYaml } from '../read-yaml.ts';
import { isSameServer } from './same-server.ts';

const Dollars = z.number().min(0);

/** What a model costs, in dollars for a million tokens. */
const Price = z.strictObject({
  input: Dollars,
  /** Input tokens that the provider had cached; without it they cost what others do, which is at most too much. */
  cached: Dollars.optional(),
  output: Dollars,
  /** The server that asks this price; without it any. */
  server: z.url().optional(),
});
export type Price = z.infer<typeof Price>;

/** A file of prices. Nobody knows them by heart: it says from which day they are, and from where. */
export const Prices = z.strictObject({
  dated: z.string().pipe(z.iso.date('write it as YYYY-MM-DD')),
  source: z.string().pipe(z.url('write the address of the page they were read on')),
  models: z.record(z.string(), Price),
});
export type Prices = z.infer<typeof Prices>;

/** @throws UserError with file and line of what is wrong */
export const readPrices = (file: string): Promise<Prices> =>
  readYaml(
    file,
    Prices,
    'A file of prices is {dated, source, models: {<name>: {input, cached?, output, server?}}}, in dollars for a million tokens. No case was run.',
  );

const FREE: Price = { input: 0, output: 0 };
/** Where a model is when no server is named. */
const USUAL_SERVER = 'https://api.openai.com/v1';

/** The price of a model on a server; undefined when nobody told it. Reading offline costs nothing. */
export function priceOf(
  { model, server }: { model: string | undefined; server: string | undefined },
  prices: Prices | undefined,
): Price | undefined {
  if (model === undefined) return FREE;
  const price = prices?.models[model];
  return price?.server === undefined || isSameServer(price.server, server ?? USUAL_SERVER)
    ? price
    : undefined;
}

const TOKENS_PER_MILLION = 1_000_000;

/** Dollars for tokens; cached ones are part of the input. */
export function costOf({ input, cached, output }: CaseResult['tokens'], price: Price): number {
  const fresh = input - cached;
  return (
    (fresh * price.input + cached * (price.cached ?? price.input) + output * price.output) /
    TOKENS_PER_MILLION
  );
}
