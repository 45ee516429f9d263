import { z } from 'zod';
import type { Price } from './curator/price.ts';
import { readYaml } from './read-yaml.ts';

const dollars = z.number('write dollars per million tokens, such as 0.25').nonnegative();

/** What models cost, as somebody wrote it down on a day: nobody knows prices by heart. */
const PriceFile = z.strictObject({
  dated: z.string().pipe(z.iso.date('write the day on which they were read, as YYYY-MM-DD')),
  source: z.string().min(1, 'write where they were read'),
  models: z.record(
    z.string(),
    z.strictObject({
      input: dollars,
      /** Input tokens that the provider had cached; without it they cost what others do, which is at most too much. */
      cached_input: dollars.optional(),
      output: dollars,
      /** The server that asks this price; without it any. */
      server: z.url().optional(),
    }),
  ),
});

const FORM =
  'A file of prices is {dated, source, models: {<name>: {input, cached_input?, output, server?}}}, in dollars for a million tokens.';

/** Where a model is when no server is named. */
const USUAL_SERVER = 'https://api.openai.com/v1';

/** Prices by the name of the model; no other model has one. */
export interface Prices {
  /** The day on which they were read, as YYYY-MM-DD. */
  dated: string;
  source: string;
  /** @param server the base address of the model's server; undefined for the usual one */
  of(model: string, server: string | undefined): Price | undefined;
}

/**
 * Reads a file of prices.
 * @param kept what the reader of an error is told of what did not happen
 * @throws UserError with file and line of what is wrong
 */
export async function readPrices(path: string, kept: string): Promise<Prices> {
  const { dated, source, models } = await readYaml(path, PriceFile, `${FORM} ${kept}`);
  return {
    dated,
    source,
    of(model, server) {
      const price = Object.hasOwn(models, model) ? models[model] : undefined;
      if (!price || (price.server !== undefined && !isSameServer(price.server, server ?? USUAL_SERVER)))
        return undefined;
      const { input, cached_input: cachedInput = input, output } = price;
      return { input, cachedInput, output };
    },
  };
}

/** Whether two base addresses are one server's; a slash at the end makes no difference. */
export const isSameServer = (one: string, other: string): boolean => bare(one) === bare(other);

const bare = (address: string): string => address.replace(/\/+$/, '');
