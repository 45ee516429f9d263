import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { findChromium, launchChromium } from './support/chromium.ts';
import { expectText } from './support/expect-text.ts';
import { type Product, startProduct } from './support/product.ts';
import { openSlackPage, type SlackPage } from './support/slack-page.ts';

const SITUATION =
  'Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune Llama 3 8B on them.';

/** `npm run screenshot` sets it, to make the picture of the README anew. */
const SCREENSHOT = process.env.SCREENSHOT;

const chromium = await findChromium();
const inBrowser = 'path' in chromium ? describe : describe.skip;
const reason = 'path' in chromium ? '' : ` (${chromium.missing})`;

inBrowser(`A team in the sandbox's page${reason}`, () => {
  let product: Product;
  let browser: Browser;
  let slack: SlackPage;

  beforeAll(async () => {
    if (!('path' in chromium)) return;
    [product, browser] = await Promise.all([startProduct(), launchChromium(chromium.path)]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });
  beforeEach(async () => {
    slack = await openSlackPage(browser, product.url);
  });
  afterEach(async () => {
    await slack.page.close();
  });

  /** Asks with the command, and opens the thread that comes of it. */
  async function ask(situation: string): Promise<Locator> {
    await slack.send(`/finetune ${situation}`);
    return slack.openThread(`asks: ${situation}`);
  }

  const text = (locator: Locator): Promise<string> => locator.innerText();
  const verdict = (): Locator => slack.message('Try this first');

  test('is advised, brings a fact, sees the advice change in place, and asks a question', async () => {
    const thread = await ask(SITUATION);
    const first = await text(verdict());
    expect(first).toMatch(/Not yet\. Give the model your documents/);
    expect(first).toMatch(/What is missing is knowledge\./);
    expect(first).toContain('“Our support bot makes up refund rules.”');
    expect(first).toMatch(/We have 800 Q&A pairs.*good: that is your test set/s);
    expect(first).toMatch(/Pass: 45 of 50/);
    expect(first).toMatch(/What would change my mind/);
    expect(first).toMatch(/One question: /);
    expect(first).toMatch(/Rules decided · read offline, no model · 2 quotes checked/);
    if (SCREENSHOT) await takePicture(SCREENSHOT);

    await slack.reply('We already have RAG over the policy PDFs, but it often returns the wrong page');
    const change = await text(slack.message('Changed: '));
    expect(change).toMatch(/Changed: build retrieval → fix the retrieval you have\./);
    expect(change).toContain('it often returns the wrong page');
    await expectText(verdict(), /fix the search/);
    expect(await verdict().count()).toBe(1);

    await slack.reply('Why not just train on the PDFs?');
    const answer = thread.getByRole('article').last();
    await expectText(answer, /looking the passage up beat training/);
    const source = answer.getByRole('link', { name: '[1]' });
    expect(await source.getAttribute('href')).toMatch(/^https:\/\//);
    expect(await slack.message('Changed: ').count()).toBe(1);
  });

  test('looks behind the advice with "Why?"', async () => {
    await ask(`Why-test: ${SITUATION}`);
    await verdict().getByRole('button', { name: /^Why/ }).click();
    const dialog = slack.page.getByRole('dialog', { name: 'Why this advice' });
    await dialog.waitFor();
    const shown = await text(dialog);
    expect(shown).toMatch(/How it came about/);
    expect(shown).toContain('We have 800 Q&A pairs');
    expect(await dialog.getByRole('link').count()).toBeGreaterThan(0);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await dialog.waitFor({ state: 'detached' });
  });

  test('gets help that only the asker sees', async () => {
    await slack.send('/finetune help');
    const help = slack.page.getByRole('article', { name: 'Tune or Not, only visible to you' });
    await expectText(help, /No model reads it: it stays on this server/);
    await slack.become('Ben');
    await slack.goTo('llm-help');
    await slack.message('eval notebook', slack.page.getByRole('main')).waitFor();
    expect(await help.count()).toBe(0);
  });

  test('is told what a form lacks, and gets an answer when it is filled in', async () => {
    await slack.send('/finetune');
    const form = slack.page.getByRole('dialog', { name: 'Tune or not?' });
    const situation = form.getByRole('textbox', { name: 'What is the situation?' });
    await situation.fill('hm');
    await form.getByRole('button', { name: 'Ask' }).click();
    await expectText(form, /Say in a sentence what goes wrong/);
    expect(await situation.inputValue()).toBe('hm');
    await situation.fill('Our contract summaries have the wrong tone, however we write the prompt.');
    await form.getByRole('textbox', { name: 'What data do you have?' }).fill('1,200 edited summaries');
    await form.getByRole('button', { name: 'Ask' }).click();
    await form.waitFor({ state: 'detached' });
    await slack.openThread('Our contract summaries have the wrong tone');
    await expectText(verdict(), /1,200 edited summaries/);
  });

  test('is two people: what Ben adds is quoted as his', async () => {
    const situation = `Ben-test: ${SITUATION}`;
    await ask(situation);
    await slack.become('Ben');
    await slack.openThread(`asks: ${situation}`);
    await slack.reply('We already have RAG over the policy PDFs, but it often returns the wrong page');
    await expectText(slack.message('Changed: '), /@Ben: “We already have RAG/);
    await expectText(verdict(), /it often returns the wrong page” +@Ben/);
  });

  test('takes back a fact by editing the message that stated it', async () => {
    await ask(`Edit-test: ${SITUATION}`);
    await slack.reply('We already have RAG over the policy PDFs, but it often returns the wrong page');
    await slack.message('Changed: ').waitFor();
    const mine = slack.message(/^Ana/).filter({ hasText: 'We already have RAG' });
    await mine.hover();
    await mine.getByRole('button', { name: 'More actions' }).click();
    await slack.page.getByRole('menuitem', { name: 'Edit message' }).click();
    const box = slack.page.getByRole('textbox', { name: 'Edit message' });
    await box.fill('Never mind, I looked at the wrong project.');
    await box.press('Enter');
    await expectText(verdict(), /Give the model your documents/);
    expect(await text(verdict())).not.toContain('wrong page');
    await expectText(slack.message('Never mind, I looked at the wrong project.'), /\(edited\)/);
    // Nothing was to be said, and nobody is left waiting for it.
    await slack.page.getByText('is reading your words…').first().waitFor({ state: 'detached' });
  });

  test('calls the adviser into a thread, and it reads what was said before', async () => {
    await slack.openThread('Yesterday it promised somebody 60 days');
    await slack.reply('@tuneornot what do you make of this?');
    await expectText(verdict(), /The policies are 38 pages of PDF/);
    expect(await text(verdict())).toMatch(/Take 50 of your 800 examples/);
  });

  async function takePicture(name: string): Promise<void> {
    await slack.page.mouse.move(0, 0);
    await slack.page.getByRole('textbox', { name: 'Reply' }).focus();
    await slack.page.getByText('Tune or Not is connected').waitFor();
    const path = fileURLToPath(new URL(`../../${name}`, import.meta.url));
    await slack.page.screenshot({ path, animations: 'disabled' });
  }
});
