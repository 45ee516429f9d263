import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Price } from './curator/price.ts';
import { UserError } from './user-error.ts';

const dollars = z.number('write dollars per million tokens, such as 0.25').nonnegative();

/** What models cost, as somebody wrote it down on a day. */
const PriceFile = z.strictObject({
  dated: z.iso.date('write the day on which the prices were read, as YYYY-MM-DD'),
  source: z.string().min(1, 'write where the prices were read'),
  models: z.record(
    z.string(),
    z.strictObject({ input: dollars, cached_input: dollars.optional(), output: dollars }),
  ),
});

/** Prices by the name of the model; no other model has one. */
export interface Prices {
  /** The day on which they were read, as YYYY-MM-DD. */
  dated: string;
  source: string;
  of(model: string): Price | undefined;
}

/**
 * Reads a file of prices: YAML with `dated`, `source` and `models`.
 * @throws UserError when it is not there or cannot be read
 */
export async function readPrices(path: string): Promise<Prices> {
  const fault = (what: string, cause: unknown) =>
    new UserError(
      `The prices in ${path} cannot be used: ${what}`,
      'Correct the file, or take out PRICES_FILE: then tokens are counted, and nothing is said about dollars. Nothing was started.',
      { cause },
    );
  let data: unknown;
  try {
    data = parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw fault(error instanceof Error ? error.message : String(error), error);
  }
  const parsed = PriceFile.safeParse(data);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      ({ path: at, message }) => `${at.join('.') || 'file'}: ${message}`,
    );
    throw fault(`${faults.join('; ')}.`, parsed.error);
  }
  const { dated, source, models } = parsed.data;
  return {
    dated,
    source,
    of: (model) => {
      const price = Object.hasOwn(models, model) ? models[model] : undefined;
      return (
        price && { input: price.input, cachedInput: price.cached_input ?? price.input, output: price.output }
      );
    },
  };
}
