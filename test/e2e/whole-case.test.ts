import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { expectText, textOf } from './support/expect-text.ts';
import { inBrowser } from './support/in-browser.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';
const RESULT = '46 of 50 passages among the first five';

/** So long a person with slow hands would need; the test itself takes some ten seconds. */
const PATIENCE_MS = 60_000;

inBrowser('Two people and one case', (browsing) => {
  test(
    'ask, follow up, correct a fact, plan, finish a step, decide, export, and have it forgotten',
    async () => {
      const { slack } = browsing;
      const { thread, dialog } = slack;

      // Ana asks.
      await slack.ask(SITUATION);
      await expectText(slack.verdict(), /Give the model the missing facts to read/);

      // Ben follows up in the thread.
      await slack.become('Ben');
      await slack.openThread(`asks: ${SITUATION}`);
      await slack.reply('We already have RAG over the policy PDFs, but it often returns the wrong page');
      await expectText(slack.message('Changed: '), /build retrieval → fix the retrieval you have/);

      await slack.reply('We tried hybrid search and a reranker');

      // Ana differs, corrects what was read of her, and settles what the two differ about.
      await slack.become('Ana');
      await slack.openThread(`asks: ${SITUATION}`);
      await slack.reply('Nobody has touched the search settings yet');
      await expectText(slack.verdict(), /you differ/);
      await slack.choose(slack.verdict(), /^Facts/);
      await expectText(dialog, /You have 800 labelled examples/);
      const facts = dialog.locator('.block-actions');
      const examples = dialog.locator('.block-section', { hasText: '800 labelled examples' });
      await examples.locator('+ .block-actions').getByRole('button', { name: 'Change' }).click();
      await expectText(dialog, /Change a fact/);
      await dialog.getByRole('textbox').fill('about 650');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await expectText(dialog, /You have 650 labelled examples.*changed by you/s);
      await facts.getByRole('button', { name: /^You have tried .*@Ben/ }).click();
      await expectText(dialog, /settled by you/);
      await dialog.getByRole('button', { name: 'Done' }).click();
      await expectText(slack.message('@Ana corrected'), /650/);
      await expectText(slack.message('@Ana settled'), /tried/);

      // She makes a plan: the first step is Ben's, the last is left out.
      await slack.press(slack.verdict(), /^Make it a plan/);
      const steps = dialog.getByRole('checkbox', { name: 'Take this step on' });
      await steps.last().waitFor();
      await dialog.getByRole('textbox', { name: 'Pass mark' }).first().fill('45 of 50, by Ben’s count');
      await dialog.getByRole('combobox', { name: 'Who does it' }).first().selectOption({ label: 'Ben' });
      await dialog.getByLabel('Until when').first().fill('2099-11-30');
      const offered = await steps.count();
      await steps.last().uncheck();
      await dialog.getByRole('button', { name: 'Save' }).click();
      const plan = slack.message('The plan');
      await expectText(plan, new RegExp(`The plan +· +${offered - 1} open`));
      await expectText(plan, /Pass: 45 of 50, by Ben’s count\nOwner: @Ben +· +due Mon 30 Nov 2099/);

      // Ben does his step.
      await slack.become('Ben');
      await slack.openThread(`asks: ${SITUATION}`);
      await slack.press(plan, /^Done/);
      await dialog.getByRole('textbox', { name: 'The measured result' }).fill(RESULT);
      await dialog.getByRole('radio', { name: 'Yes' }).check();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await expectText(plan, new RegExp(`✓ 1\\. .*\\(passed\\): “${RESULT}” +@Ben`));
      await expectText(slack.message('@Ben finished'), new RegExp(RESULT));

      // Ana records what they decided.
      await slack.become('Ana');
      await slack.openThread(`asks: ${SITUATION}`);
      await slack.choose(slack.verdict(), 'Record a decision');
      await dialog.getByRole('combobox', { name: 'What have you decided?' }).waitFor();
      await dialog
        .getByRole('textbox', { name: 'In your own words' })
        .fill('We train nothing before the winter.');
      await dialog.getByRole('textbox', { name: 'Why?' }).fill('The search finds the page now.');
      await dialog.getByRole('button', { name: 'Record' }).click();
      const decision = slack.message('Decided: ');
      await expectText(decision, /Decided: We train nothing before the winter\./);
      await expectText(decision, /Why: The search finds the page now\..*owned by @Ana/s);

      // She takes it along as a file, and reads it where it was posted.
      await slack.choose(slack.verdict(), /^Export/);
      await thread.getByRole('button', { name: /decision record/ }).click();
      await expectText(dialog, /# Should we fine-tune/);
      const record = await textOf(dialog);
      for (const told of ['We train nothing before the winter.', RESULT, 'it often returns the wrong page'])
        expect(record).toContain(told);
      const saved = slack.page.waitForEvent('download');
      await dialog.getByRole('link', { name: 'Download' }).click();
      const download = await saved;
      expect(download.suggestedFilename()).toMatch(/\.md$/);
      expect(await readFile(await download.path(), 'utf8')).toContain('We train nothing before the winter.');
      await dialog.getByRole('button', { name: 'Close' }).last().click();

      // She wants it forgotten, and is asked first.
      await slack.send('/finetune forget');
      await expectText(dialog, /It cannot be taken back/);
      await dialog.getByRole('button', { name: 'Keep it' }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(await slack.verdict().count()).toBe(1);
      await slack.send('/finetune forget');
      await dialog.getByRole('radio').first().check();
      await dialog.getByRole('button', { name: 'Forget it' }).click();
      await expectText(dialog, /It is being forgotten now/);
      await dialog.getByRole('button', { name: 'Close' }).last().click();
      await slack.message(`asks: ${SITUATION}`, slack.conversation).waitFor({ state: 'detached' });
      await slack.goTo('Tune or Not');
      await expectText(slack.message('Forgotten', slack.conversation), /The case is gone/);
      await slack.openTab('Home');
      await expectText(slack.conversation, /No case of yours is open\./);
      await slack.goTo('llm-help');
      await slack.send('/finetune status');
      await expectText(
        slack.message('Only visible to you', slack.conversation).last(),
        /There is no case in this channel/,
      );
      expect(await textOf(slack.conversation)).not.toContain('We train nothing');
    },
    PATIENCE_MS,
  );
});
