import type { Browser, Locator, Page } from 'playwright-core';

/** So much a person waits for something to appear; it appears within a second, unless the machine is very busy. */
const PATIENCE_MS = 60_000;

/** The sandbox's page, as a person uses it. */
export interface SlackPage {
  page: Page;
  /** The open thread. */
  thread: Locator;
  /** The channel or direct message that is open. */
  conversation: Locator;
  /** The dialog on top. */
  dialog: Locator;
  /** Types into the channel and presses Enter. */
  send(text: string): Promise<void>;
  /** Types into the open thread and presses Enter. */
  reply(text: string): Promise<void>;
  /** Opens the thread whose first message holds this text, once it has replies. */
  openThread(text: string): Promise<Locator>;
  /** Asks with the command, and opens the thread that comes of it. */
  ask(situation: string): Promise<Locator>;
  /** Goes on as another person. */
  become(name: string): Promise<void>;
  goTo(conversation: string): Promise<void>;
  /** Opens a tab of the app's direct message. */
  openTab(name: 'Home' | 'Messages'): Promise<void>;
  /** A message in the open thread or, with `in`, elsewhere, by a part of its text. */
  message(text: string | RegExp, within?: Locator): Locator;
  /** The verdict of the open thread. */
  verdict(): Locator;
  /** Presses a button in a message; resolves with the dialog that opens. */
  press(message: Locator, button: string | RegExp): Promise<Locator>;
  /** Chooses from the menu (⋯) among a message's buttons. */
  choose(message: Locator, choice: string | RegExp): Promise<void>;
  /** Chooses from the menu that a message shows under the pointer. */
  useTool(message: Locator, choice: string | RegExp): Promise<void>;
}

/** How the window is, where nothing else is said. */
const WINDOW = { width: 1_200, height: 1_040 };

/** Opens the page in a window of its own. */
export async function openSlackPage(browser: Browser, url: string, viewport = WINDOW): Promise<SlackPage> {
  const page = await browser.newPage({ viewport });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(url);
  const thread = page.getByRole('complementary', { name: /^Thread in/ });
  const conversation = page.getByRole('main');
  const dialog = page.getByRole('dialog');
  const type = async (box: Locator, text: string): Promise<void> => {
    await box.fill(text);
    await box.press('Enter');
  };
  const message = (text: string | RegExp, within = thread): Locator =>
    within.getByRole('article').filter({ hasText: text });
  const send = (text: string): Promise<void> =>
    type(conversation.getByRole('textbox', { name: /^Message / }), text);
  const openThread = async (text: string): Promise<Locator> => {
    const footer = message(text, conversation)
      .last()
      .getByRole('button', { name: /repl(y|ies)/ });
    await footer.filter({ hasText: 'Last reply' }).click();
    await thread.waitFor();
    return thread;
  };
  const item = (name: string | RegExp): Locator => page.getByRole('menuitem', { name });
  return {
    page,
    thread,
    conversation,
    dialog,
    send,
    reply: (text) => type(thread.getByRole('textbox', { name: 'Reply' }), text),
    openThread,
    async ask(situation) {
      await send(`/finetune ${situation}`);
      return openThread(`asks: ${situation}`);
    },
    async become(name) {
      const person = page.getByRole('button', { name, exact: true });
      await person.click();
      await page.locator(`[aria-pressed="true"]:has-text("${name}")`).waitFor();
    },
    goTo: (name) => page.getByRole('navigation').getByRole('button', { name }).click(),
    openTab: (name) => page.getByRole('tab', { name }).click(),
    message,
    verdict: () => message('Try this first'),
    async press(within, button) {
      await within.getByRole('button', { name: button }).first().click();
      await dialog.waitFor();
      return dialog;
    },
    async choose(within, choice) {
      await within.getByRole('button', { name: 'More options' }).click();
      await item(choice).click();
    },
    async useTool(within, choice) {
      await within.hover();
      await within.getByRole('button', { name: 'More actions' }).click();
      await item(choice).click();
    },
  };
}
