import type { Browser, Locator, Page } from 'playwright-core';

/** So much a person waits for something to appear; it appears within a second, unless the machine is very busy. */
const PATIENCE_MS = 10_000;

/** The sandbox's page, as a person uses it. */
export interface SlackPage {
  page: Page;
  /** Types into the channel and presses Enter. */
  send(text: string): Promise<void>;
  /** Types into the open thread and presses Enter. */
  reply(text: string): Promise<void>;
  /** Opens the thread whose first message holds this text, once it has replies. */
  openThread(text: string): Promise<Locator>;
  /** Goes on as another person. */
  become(name: string): Promise<void>;
  goTo(conversation: string): Promise<void>;
  /** A message in the open thread or, with `in`, elsewhere, by a part of its text. */
  message(text: string | RegExp, within?: Locator): Locator;
}

/** Opens the page in a window of its own. */
export async function openSlackPage(browser: Browser, url: string): Promise<SlackPage> {
  // As sharp as a picture in a README should be.
  const page = await browser.newPage({ viewport: { width: 1_200, height: 1_040 }, deviceScaleFactor: 1.25 });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(url);
  const thread = page.getByRole('complementary', { name: /^Thread in/ });
  const conversation = page.getByRole('main');
  const type = async (box: Locator, text: string): Promise<void> => {
    await box.fill(text);
    await box.press('Enter');
  };
  const message = (text: string | RegExp, within = thread): Locator =>
    within.getByRole('article').filter({ hasText: text });
  return {
    page,
    send: (text) => type(conversation.getByRole('textbox', { name: /^Message / }), text),
    reply: (text) => type(thread.getByRole('textbox', { name: 'Reply' }), text),
    async openThread(text) {
      const footer = message(text, conversation)
        .last()
        .getByRole('button', { name: /repl(y|ies)/ });
      await footer.filter({ hasText: 'Last reply' }).click();
      await thread.waitFor();
      return thread;
    },
    async become(name) {
      const person = page.getByRole('button', { name, exact: true });
      await person.click();
      await page.locator(`[aria-pressed="true"]:has-text("${name}")`).waitFor();
    },
    goTo: (name) => page.getByRole('navigation').getByRole('button', { name }).click(),
    message,
  };
}
