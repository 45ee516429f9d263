import { access, constants } from 'node:fs/promises';
import { type Browser, chromium } from 'playwright-core';

/** Where Debian puts it; CHROMIUM_PATH names another one (Chrome will do). */
const USUAL_PATH = '/usr/bin/chromium';

/** The browser's path, or why there is none. */
export async function findChromium(): Promise<{ path: string } | { missing: string }> {
  const path = process.env.CHROMIUM_PATH ?? USUAL_PATH;
  try {
    await access(path, constants.X_OK);
    return { path };
  } catch {
    return { missing: `no Chromium at ${path}; install one, or set CHROMIUM_PATH` };
  }
}

/** Starts the browser so that it talks to nobody but the page under test. */
export const launchChromium = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Chromium's own sandbox does not work for root; the page is ours.
      ...(process.geteuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
