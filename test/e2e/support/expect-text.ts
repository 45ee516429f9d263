import { expect } from '@jest/globals';
import type { Locator } from 'playwright-core';

/** Waits until it shows what a person looks for; fails with what it shows instead. */
export async function expectText(locator: Locator, wanted: RegExp): Promise<void> {
  await locator
    .filter({ hasText: wanted })
    .first()
    .waitFor()
    .catch(() => undefined);
  expect(await textOf(locator)).toMatch(wanted);
}

/** What is to be read there; nothing where there is nothing. */
export async function textOf(locator: Locator): Promise<string> {
  const texts = await locator.allInnerTexts();
  return texts.join('\n');
}
