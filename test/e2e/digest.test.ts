import { expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { expectText } from './support/expect-text.ts';
import { inBrowser } from './support/in-browser.ts';

const BOT = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';
const TRIAGE = 'A large model sorts our tickets well, but it costs too much.';

const DAY_MS = 24 * 60 * 60 * 1000;

inBrowser('A team that wants to be reminded', (browsing) => {
  const dialog = (name: string): Locator => browsing.slack.page.getByRole('dialog', { name });
  const button = (within: Locator, name: string): Locator =>
    within.getByRole('button', { name, exact: true });
  async function moveClock(by: string): Promise<void> {
    const clock = browsing.slack.page.getByRole('group', { name: 'The sandbox’s clock' });
    const before = await clock.getByRole('time').innerText();
    await clock.getByRole('button', { name: by }).click();
    await clock.getByRole('time').filter({ hasNotText: before }).waitFor();
  }
  const digests = (): Locator =>
    browsing.slack.page.getByRole('main').getByRole('article').filter({ hasText: 'What is left to do here' });

  /** Picks a choice in the menu (⋯) beside these words. */
  async function pick(within: Locator, words: string, choice: string): Promise<void> {
    const line = within.locator('.block-section', { hasText: words });
    await line.getByRole('button', { name: 'More options' }).click();
    await browsing.slack.page.getByRole('menuitem', { name: choice }).click();
  }

  test('sets up a digest, moves the clock to it, does one thing, puts another off, sees what is left, and flies with it to another time zone', async () => {
    const { slack } = browsing;
    const tomorrow = new Date(Date.now() + DAY_MS).toISOString().slice(0, 10);
    await slack.send(`/finetune ${BOT}`);
    await slack.openThread(`asks: ${BOT}`);
    const verdict = slack.message('What would change my mind');
    await verdict.getByRole('button', { name: /^Make it a plan/ }).click();
    const plan = dialog('Make it a plan');
    await plan.getByLabel('Until when').first().fill(tomorrow);
    await button(plan, 'Save').click();
    await expectText(slack.message('The plan'), /due/);

    await slack.send(`/finetune ${TRIAGE}`);
    await slack.openThread(`asks: ${TRIAGE}`);
    await verdict.getByRole('button', { name: 'More options' }).click();
    await slack.page.getByRole('menuitem', { name: 'Record a decision' }).click();
    const decision = dialog('Record a decision');
    await decision.getByLabel('In your own words').fill('Keep the large model until spring');
    await decision.getByLabel('Why?').fill('Nobody has the time now.');
    await decision.getByLabel('When to look at it again?').fill(tomorrow);
    await button(decision, 'Record').click();
    await slack.message('Decided: Keep the large model').waitFor();

    for (let day = 0; day < 2; day++) await moveClock('+1 day');
    await slack.send('/finetune digest');
    const form = dialog('Digest of this channel');
    const zone = form.getByLabel('In which time zone?');
    await zone.waitFor();
    expect(await zone.inputValue()).toBe('Europe/Lisbon');
    await zone.fill('CST');
    await button(form, 'Set up').click();
    await expectText(form, /CST can mean more than one time zone/);
    await zone.fill('Europe/Lisbon');
    await button(form, 'Set up').click();
    await expectText(dialog('It is set up'), /Monday to Friday at 09:00 \(Europe\/Lisbon\).*Next: /s);
    await dialog('It is set up').getByRole('button', { name: 'Close' }).last().click();
    expect(await digests().count()).toBe(0);

    await moveClock('To Monday 09:00');
    const first = digests().first();
    await expectText(first, /Step overdue: /);
    const text = await first.innerText();
    expect(text).toMatch(/Look again: Keep the large model until spring.*since/);
    expect(text).toMatch(/Set up by @Ana/);

    await pick(first, 'Step overdue', 'Done …');
    const done = dialog('What came out?');
    await done.getByLabel('The measured result').fill('47 of 50 right with the rule');
    await done.getByLabel('Yes').check();
    await button(done, 'Save').click();
    await done.waitFor({ state: 'detached' });
    await pick(first, 'Look again', 'Snooze for a week');
    await slack.page.getByText('I leave it out of this digest for a week.').waitFor();

    await moveClock('+1 day');
    const second = digests().nth(1);
    await expectText(second, /Step done by @Ana/);
    const left = await second.innerText();
    expect(left).not.toMatch(/Step overdue|Look again/);
    expect(left).toMatch(/Set up by @Ana/);

    await slack.page.getByLabel('Your time zone').selectOption('Asia/Tokyo');
    await slack.send('/finetune digest preview');
    await slack.page.getByText(/A preview, for you alone.*at 09:00 \(Asia\/Tokyo\)/).waitFor();
  });
});
