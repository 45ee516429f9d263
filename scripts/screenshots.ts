/**
 * `npm run screenshots`: starts the product with nothing configured and no data, lets two people use it, and takes the
 * pictures of README.md and docs/. The pictures are small, for they are part of every checkout.
 */
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator } from 'playwright-core';
import { findChromium, launchChromium } from '../test/e2e/support/chromium.ts';
import { startProduct } from '../test/e2e/support/product.ts';
import { openSlackPage, type SlackPage } from '../test/e2e/support/slack-page.ts';

const FOLDER = fileURLToPath(new URL('../docs/images', import.meta.url));
const MOST_BYTES = 150_000;

/** So narrow that a thread takes the place of its channel: a document shows it in its own size. */
const WIDTH = 1_000;
/** So high that the whole verdict is seen. */
const HEIGHT = 900;

const SITUATION =
  'Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune Llama 3 8B on them.';
const RETRIEVAL = 'We already have RAG over the policy PDFs, but it often returns the wrong page';
const COST = 'GPT-4o sorts our support tickets well, but it costs too much: 15,000 calls a day.';

const days = (count: number): string =>
  new Date(Date.now() + count * 24 * 60 * 60 * 1_000).toISOString().slice(0, 10);

interface Frame {
  /** What is seen of the page; all of it, where nothing is said. */
  part?: Locator;
  /** The window's height in pixels. */
  height?: number;
  /** What must be in sight. */
  show?: Locator;
}

/** Takes a picture of the window as it is, or of a part of it. */
async function take({ page }: SlackPage, name: string, frame: Frame = {}): Promise<void> {
  const { part = page.locator('body'), height = HEIGHT } = frame;
  await page.setViewportSize({ width: WIDTH, height });
  await frame.show?.scrollIntoViewIfNeeded();
  await page.mouse.move(0, 0);
  await page.getByText('Tune or Not is connected').waitFor();
  await page.getByText('is reading your words…').first().waitFor({ state: 'detached' });
  const path = join(FOLDER, `${name}.png`);
  await part.screenshot({ path, animations: 'disabled' });
  const { size } = await stat(path);
  console.log(`docs/images/${name}.png: ${Math.round(size / 1_000)} kB`);
  if (size > MOST_BYTES) throw new Error(`${name}.png is larger than ${MOST_BYTES} bytes. Show less in it.`);
}

async function closeDialog({ dialog }: SlackPage, button: string): Promise<void> {
  await dialog.getByRole('button', { name: button }).last().click();
  await dialog.waitFor({ state: 'detached' });
}

/** The pictures in the order in which the story brings them. */
async function takeAll(slack: SlackPage): Promise<void> {
  const { dialog } = slack;

  await slack.ask(SITUATION);
  await slack.verdict().waitFor();
  await take(slack, 'assessment');

  await slack.become('Ben');
  await slack.reply(RETRIEVAL);
  await slack.message('Changed: ').waitFor();
  await take(slack, 'changed', { part: slack.thread, height: 1_040 });

  await slack.press(slack.verdict(), /^Why/);
  await take(slack, 'why', { part: dialog });
  await closeDialog(slack, 'Close');

  await slack.reply('We tried hybrid search and a reranker');
  await slack.become('Ana');
  await slack.reply('Nobody has touched the search settings yet');
  await slack.verdict().filter({ hasText: 'you differ' }).waitFor();

  await slack.choose(slack.verdict(), /^Facts/);
  await dialog.getByText('Each fact with the words it comes from').waitFor();
  await take(slack, 'facts', { part: dialog });
  await dialog.getByRole('button', { name: /^You have tried .*@Ben/ }).click();
  await dialog.getByText('settled by you').waitFor();
  await closeDialog(slack, 'Done');
  await slack.become('Ben');

  await slack.press(slack.verdict(), /^Make it a plan/);
  await dialog.getByRole('combobox', { name: 'Who does it' }).first().selectOption({ label: 'Ben' });
  await dialog.getByLabel('Until when').first().fill(days(5));
  await dialog.getByRole('combobox', { name: 'Who does it' }).nth(1).selectOption({ label: 'Ana' });
  await dialog.getByLabel('Until when').nth(1).fill(days(9));
  await closeDialog(slack, 'Save');
  const plan = slack.message('The plan');
  await slack.press(plan, /^Done/);
  await dialog.getByRole('textbox', { name: 'The measured result' }).fill('31 of 50 among the first five');
  await dialog.getByRole('radio', { name: 'No', exact: true }).check();
  await closeDialog(slack, 'Save');
  await plan.filter({ hasText: '(not passed)' }).waitFor();
  await slack.message('@Ben finished').waitFor();
  await take(slack, 'plan', { part: slack.thread, height: 820, show: slack.message('@Ben finished') });

  await slack.become('Ana');
  await slack.choose(slack.verdict(), 'Record a decision');
  await dialog
    .getByRole('textbox', { name: 'Why?' })
    .fill('With the knobs turned, the page is still not found for 19 of 50 questions.');
  await dialog.getByLabel('When to look at it again?').fill(days(12));
  await closeDialog(slack, 'Record');
  await slack.message('Decided: ').waitFor();
  await slack.choose(slack.verdict(), /^Export/);
  const file = slack.thread.getByRole('button', { name: /decision record/ });
  await take(slack, 'decision', { part: slack.thread, height: 560, show: file });

  await slack.goTo('Tune or Not');
  await slack.openTab('Messages');
  await slack.send(COST);
  await slack.openThread(COST);
  await slack.verdict().waitFor();
  await take(slack, 'direct-message');

  await slack.page.getByRole('button', { name: 'Close thread' }).click();
  await slack.openTab('Home');
  await slack.conversation.getByText('Your open cases (1)').waitFor();
  await take(slack, 'home', { part: slack.conversation, height: 640 });
}

const chromium = await findChromium();
if (!('path' in chromium)) throw new Error(`No pictures were taken: ${chromium.missing}.`);
await mkdir(FOLDER, { recursive: true });
const [product, browser] = await Promise.all([startProduct(), launchChromium(chromium.path)]);
try {
  await takeAll(await openSlackPage(browser, product.url, { width: WIDTH, height: HEIGHT }));
} finally {
  await browser.close();
  await product.stop();
}
