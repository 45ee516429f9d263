import { expect } from '@jest/globals';
import type { Locator } from 'playwright-core';

/** Waits until it shows what a person looks for. */
export async function expectText(locator: Locator, wanted: RegExp): Promise<void> {
  const found = locator.filter({ hasText: wanted });
  await found.waitFor().catch(() => undefined);
  expect(await locator.innerText()).toMatch(wanted);
}
