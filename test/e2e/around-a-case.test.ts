import { beforeEach, expect, test } from '@jest/globals';
import { expectText, textOf } from './support/expect-text.ts';
import { inBrowser } from './support/in-browser.ts';
import type { SlackPage } from './support/slack-page.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';
const RETRIEVAL = 'We already have RAG over the policy PDFs, but it often returns the wrong page';

inBrowser("On the sandbox's page", (browsing) => {
  let slack: SlackPage;

  beforeEach(() => {
    ({ slack } = browsing);
  });

  test('Home asks with a choice of the channel, and leads to the case', async () => {
    await slack.goTo('Tune or Not');
    await slack.openTab('Home');
    await slack.press(slack.conversation, /^Ask/);
    await slack.dialog
      .getByRole('textbox', { name: 'What is the situation?' })
      .fill(`Home-test: ${SITUATION}`);
    await slack.dialog.getByRole('combobox').selectOption({ label: '#llm-help' });
    await slack.dialog.getByRole('button', { name: 'Ask' }).click();
    await slack.dialog.waitFor({ state: 'detached' });
    await slack.goTo('llm-help');
    await slack.openThread(`asks: Home-test: ${SITUATION}`);
    await expectText(slack.verdict(), /Our support bot makes up refund rules\.”/);

    await slack.goTo('Tune or Not');
    await slack.openTab('Home');
    await expectText(slack.conversation, /Your open cases \(1\).*#llm-help/s);
    await slack.conversation.getByRole('link', { name: /^Not yet/ }).click();
    await expectText(slack.conversation.locator('.message.focused'), /asks: Home-test/);
  });

  test('a direct message is a case of its own, and Home shows it to its writer only', async () => {
    await slack.goTo('Tune or Not');
    await slack.openTab('Messages');
    await slack.page.getByRole('button', { name: 'Our bot makes things up' }).click();
    await slack.openThread('makes');
    await expectText(slack.verdict(), /Not yet\./);
    await slack.send('Our contract summaries have the wrong tone, and nobody has worked on the prompt yet.');
    await slack.openThread('the wrong tone');
    await expectText(slack.verdict(), /“Our contract summaries have the wrong tone/);
    expect(await textOf(slack.verdict())).not.toContain('makes');

    await slack.openTab('Home');
    await expectText(slack.conversation, /Your open cases \(3\)/);
    await slack.become('Ben');
    await slack.goTo('Tune or Not');
    await slack.openTab('Home');
    await expectText(slack.conversation, /No case of yours is open\./);
  });

  test('a button that is redrawn under the finger is pressed all the same', async () => {
    // High enough for the whole thread: what comes below must not move the button.
    await slack.page.setViewportSize({ width: 1_200, height: 2_400 });
    await slack.ask(`Finger-test: ${SITUATION}`);
    const box = await slack.verdict().getByRole('button', { name: /^Why/ }).boundingBox();
    if (!box) throw new Error('The button is not shown.');
    const ben = await browsing.open();
    await ben.become('Ben');
    await ben.openThread('Finger-test');
    await slack.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await slack.page.mouse.down();
    await ben.choose(ben.verdict(), 'Stop following');
    await expectText(slack.thread, /Ben asked me to stop following/);
    await slack.page.mouse.up();
    await expectText(slack.dialog, /How it came about/);
    await slack.dialog.getByRole('button', { name: 'Close' }).last().click();
    await slack.dialog.waitFor({ state: 'detached' });
  });

  test('"Assess this thread" in the menu of a message reads the thread and answers in it', async () => {
    await slack.become('Ben');
    await slack.openThread('Yesterday it promised somebody 60 days');
    await slack.useTool(slack.message('The policies are 38 pages').first(), /^Assess this thread/);
    await expectText(slack.verdict(), /The policies are 38 pages of PDF/);
  });

  test('a message that is deleted takes its fact with it', async () => {
    await slack.ask(`Delete-test: ${SITUATION}`);
    await slack.reply(RETRIEVAL);
    await expectText(slack.verdict(), /here: retrieval knobs/);
    await slack.useTool(slack.message(/^Ana/).filter({ hasText: RETRIEVAL }), 'Delete message');
    await expectText(slack.verdict(), /here: retrieval +·/);
    expect(await textOf(slack.verdict())).not.toContain('We already have RAG over');
  });

  test('a thumb down asks what was wrong, and leads to the facts where one of them is', async () => {
    await slack.ask(`Feedback-test: ${SITUATION}`);
    await slack.press(slack.verdict(), /not useful/i);
    await slack.dialog.getByRole('radio', { name: 'The facts are right, the advice is not' }).check();
    await slack.dialog.getByRole('textbox', { name: 'In your own words' }).fill('We may not host anything.');
    await slack.dialog.getByRole('button', { name: 'Send' }).click();
    await expectText(slack.dialog, /Thank you\. It is kept/);
    await slack.dialog.getByRole('button', { name: 'Close' }).last().click();
    await slack.dialog.waitFor({ state: 'detached' });
    await slack.press(slack.verdict(), /not useful/i);
    await slack.dialog.getByRole('radio', { name: 'A fact is wrong' }).check();
    await slack.dialog.getByRole('button', { name: 'Send' }).click();
    await expectText(slack.dialog, /Each fact with the words it comes from/);
    await slack.dialog.getByRole('button', { name: 'Done' }).click();
    await slack.dialog.waitFor({ state: 'detached' });
  });

  test('open questions are answered in a form: by a choice, in a menu, and with a number and its unit', async () => {
    await slack.ask(`Answer-test: ${SITUATION} The right answers stand in our own documents.`);
    const { dialog } = slack;
    await slack.press(slack.verdict(), /^Answer/);
    await dialog.getByRole('button', { name: 'Answer' }).click();
    await expectText(dialog, /Nothing is filled in yet/);
    const pages = dialog.getByRole('textbox', { name: /How many pages or tokens/ });
    await pages.fill('a lot');
    await dialog.getByRole('radio', { name: 'You have a retrieval step' }).check();
    await dialog
      .getByRole('combobox', { name: /What is wrong with the data/ })
      .selectOption('The data is clean');
    await dialog.getByRole('button', { name: 'Answer' }).click();
    await expectText(dialog, /Write a number in tokens, such as/);
    await pages.fill('38 pages');
    await dialog.getByRole('button', { name: 'Answer' }).click();
    await dialog.waitFor({ state: 'detached' });
    const said = slack.message('@Ana answers');
    await expectText(said, /You have a retrieval step/);
    await expectText(said, /15,200 tokens/);
    await expectText(said, /The data is clean/);
    await expectText(slack.verdict(), /“Is there a retrieval step today\? You have a retrieval step”/);
  });

  test('a fact is added from a menu in words of one’s own, and taken out again when that is confirmed', async () => {
    await slack.ask('Llama 3 8B answers our support mail, and it makes up refund rules.');
    const { dialog } = slack;
    await slack.choose(slack.verdict(), /^Facts/);
    const model = dialog.locator('.block-section', { hasText: 'The model is Llama 3 8B' });
    const buttons = model.locator('+ .block-actions');
    await buttons.getByRole('button', { name: 'Change' }).click();
    await expectText(dialog, /Change a fact/);
    await dialog.getByRole('textbox').fill('Mistral Small');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expectText(dialog, /The model is Mistral Small/);
    await dialog.getByRole('combobox').selectOption('Do two people give the same label?');
    await dialog.getByRole('radio', { name: 'People disagree on the labels' }).check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expectText(dialog, /People disagree on the labels.*added by you/s);
    const labels = dialog.locator('.block-section', { hasText: 'People disagree on the labels' });
    const whatCanBeDone = labels.locator('+ .block-actions');
    await whatCanBeDone.getByRole('button', { name: 'Remove' }).click();
    const sure = slack.page.getByRole('dialog', { name: 'Remove this fact?' });
    await sure.getByRole('button', { name: 'Remove' }).click();
    // It stays with a mark until the case goes without it, which may have happened by now.
    await whatCanBeDone.waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expectText(slack.message('@Ana removed'), /disagree on the labels/);
  });

  test('a quotation leads to the message it was taken from, in the same window', async () => {
    await slack.ask(`Link-test: ${SITUATION}`);
    await slack.reply(RETRIEVAL);
    await slack.message('Changed: ').getByRole('link', { name: '↗' }).click();
    const focused = slack.thread.locator('.message.focused');
    await expectText(focused, new RegExp(RETRIEVAL));
    expect(slack.page.context().pages()).toHaveLength(1);
  });

  test('two windows are two people: who reads further up is told that something came below', async () => {
    await slack.ask(`Window-test: ${SITUATION}`);
    const ben = await browsing.open();
    await ben.page.setViewportSize({ width: 1_200, height: 620 });
    await ben.become('Ben');
    await ben.openThread('asks: Window-test');
    await ben.thread.getByRole('log').evaluate(scrollUp);
    const news = ben.thread.getByRole('button', { name: /^New messages/ });
    await slack.reply(RETRIEVAL);
    await news.click();
    await news.waitFor({ state: 'detached' });
    expect(await ben.thread.getByRole('log').evaluate(leftBelow)).toBeLessThan(2);
  });

  test('a menu at the edge of the window is whole', async () => {
    await slack.ask(`Menu-test: ${SITUATION}`);
    await slack.page.setViewportSize({ width: 1_010, height: 620 });
    await slack.verdict().getByRole('button', { name: 'More options' }).click();
    const menu = await slack.page.getByRole('menu').boundingBox();
    if (!menu) throw new Error('There is no menu.');
    expect(Math.min(menu.x, menu.y)).toBeGreaterThanOrEqual(0);
    expect(menu.x + menu.width).toBeLessThanOrEqual(1_010);
    expect(menu.y + menu.height).toBeLessThanOrEqual(620);
  });
});

interface Scrolled {
  scrollHeight: number;
  scrollTop: number;
  clientHeight: number;
}

const leftBelow = (list: Scrolled): number => list.scrollHeight - list.scrollTop - list.clientHeight;

function scrollUp(list: Scrolled): void {
  list.scrollTop = 0;
}
