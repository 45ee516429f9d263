import { afterAll, afterEach, beforeAll, beforeEach, describe } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { findChromium, launchChromium } from './chromium.ts';
import { type Product, startProduct } from './product.ts';
import { openSlackPage, type SlackPage } from './slack-page.ts';

const chromium = await findChromium();

/** What tests in the browser share: a product of their own, and a new window for each of them. */
export interface Browsing {
  /** The window of the test that runs. */
  readonly slack: SlackPage;
  /** Another window, beside the first. */
  open(): Promise<SlackPage>;
}

/** Tests that drive the sandbox's page; where no browser is on the machine they are skipped, with the reason. */
export function inBrowser(what: string, tests: (browsing: Browsing) => void): void {
  if (!('path' in chromium)) {
    describe.skip(`${what} (${chromium.missing})`, () => tests(NOTHING));
    return;
  }
  const { path } = chromium;
  describe(what, () => {
    let product: Product | undefined;
    let browser: Browser | undefined;
    const windows: SlackPage[] = [];
    const open = async (): Promise<SlackPage> => {
      if (!browser || !product) throw new Error('Nothing was started to be shown.');
      const slack = await openSlackPage(browser, product.url);
      windows.push(slack);
      return slack;
    };
    beforeAll(async () => {
      [product, browser] = await Promise.all([startProduct(), launchChromium(path)]);
    });
    afterAll(async () => {
      await browser?.close();
      await product?.stop();
    });
    beforeEach(async () => {
      await open();
    });
    afterEach(async () => {
      await Promise.all(windows.splice(0).map(({ page }) => page.close()));
    });
    tests({
      get slack() {
        const [first] = windows;
        if (!first) throw new Error('There is a window only while a test runs.');
        return first;
      },
      open,
    });
  });
}

const NOTHING: Browsing = {
  get slack(): SlackPage {
    throw new Error('There is no browser.');
  },
  open: () => Promise.reject(new Error('There is no browser.')),
};
