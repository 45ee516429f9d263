import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { costOf } from '../src/curator/price.ts';
import { readPrices } from '../src/prices.ts';
import { UserError } from '../src/user-error.ts';
import { afterTest } from './support/clean-up.ts';

const FILE = `
dated: 2026-11-01
source: the provider's page of prices
models:
  small-model: { input: 0.2, cached_input: 0.02, output: 1.6 }
  "org/other:7b": { input: 1, output: 2 }
`;

async function pricesIn(text: string) {
  const folder = await mkdtemp(join(tmpdir(), 'prices-'));
  afterTest(() => rm(folder, { recursive: true }));
  const path = join(folder, 'prices.yaml');
  await writeFile(path, text);
  return readPrices(path, 'Nothing was started.');
}

describe('a file of prices', () => {
  test('tells what a model costs, and the day and place it has that from', async () => {
    const prices = await pricesIn(FILE);
    expect([prices.dated, prices.source]).toEqual(['2026-11-01', "the provider's page of prices"]);
    expect(prices.of('small-model', undefined)).toEqual({ input: 0.2, cachedInput: 0.02, output: 1.6 });
  });

  test('without a price for cached tokens, they cost what others do', async () => {
    expect((await pricesIn(FILE)).of('org/other:7b', undefined)).toEqual({
      input: 1,
      cachedInput: 1,
      output: 2,
    });
  });

  test.each(['unheard-of', 'constructor', '__proto__'])('knows nothing of %s', async (model) => {
    expect((await pricesIn(FILE)).of(model, undefined)).toBeUndefined();
  });

  test.each([
    ['without a day', FILE.replace(/dated.*/, ''), /prices\.yaml:1: "dated" is missing/],
    ['with a day that is none', FILE.replace('2026-11-01', 'last week'), /:2: "dated": write the day/],
    ['without a source', FILE.replace(/source.*/, ''), /"source" is missing/],
    ['with a negative price', FILE.replace('0.2,', '-0.2,'), /:5: "models\.small-model\.input"/],
    [
      'with a price in words',
      FILE.replace('1.6', 'cheap'),
      /:5: "models\.small-model\.output" is not a number/,
    ],
    ['with a misspelled name', FILE.replace('cached_input', 'cached'), /models\.small-model/],
    ['that is not YAML', 'models: [', /:\d: This is not valid YAML/],
  ])('%s is refused, with what to do', async (_, text, fault) => {
    const refused = pricesIn(text);
    await expect(refused).rejects.toThrow(fault);
    await expect(refused).rejects.toBeInstanceOf(UserError);
    await expect(refused).rejects.toMatchObject({ remedy: /Nothing was started/ });
  });

  test('that is not there is refused', async () => {
    await expect(readPrices('/no/such/file.yaml', '')).rejects.toThrow(/no\/such\/file\.yaml/);
  });
});

test('what was cached by the provider costs its own price, and no more tokens are cached than came in', () => {
  const price = { input: 1, cachedInput: 0.1, output: 10 };
  const million = 1_000_000;
  expect(
    costOf({ inputTokens: million, cachedTokens: million / 2, outputTokens: million }, price),
  ).toBeCloseTo(10.55);
  expect(costOf({ inputTokens: million, cachedTokens: 2 * million, outputTokens: 0 }, price)).toBeCloseTo(
    0.1,
  );
});
