import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startWorld } from '../../support/app.ts';
import { caseIdOf, messageOf, modalOf, press, send } from '../../support/forms.ts';
import { shown, shownLines } from '../../support/shown.ts';
import { query } from '../../support/test-database.ts';
import { ask, settled, verdictBelow } from '../../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';
const notesTo = (slack: Sandbox, user: string): string =>
  slack
    .ephemerals(user)
    .map(({ text }) => text)
    .join('\n');

describe('in the thread of a case, by name', () => {
  test('"why" tells the reason in few lines, with all of it behind a button', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    thread.say('ben', '@Tune or Not why?');
    const told = await slack.until(() => messageOf(slack, thread, 'told:'));
    const lines = shownLines(told.blocks);
    expect(lines.length).toBeLessThanOrEqual(5);
    expect(lines[0]).toBe(shownLines(thread.verdict().blocks)[0]);
    expect(lines.join('\n')).toMatch(
      /I go by “Our support bot makes up refund rules\.” @Ana ↗\nWhat would flip it: if /,
    );
    await press(slack, 'ben', thread, told, { actionId: 'why' });
    expect((await modalOf(slack, 'ben')).title).toMatchObject({ text: 'Why this advice' });
    expect(thread.replies()).toEqual([]);
  });

  test('"facts" tells what counts, with whose words, and pings nobody', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    thread.say('ben', '@Tune or Not facts');
    const told = await slack.until(() => messageOf(slack, thread, 'told:'));
    expect(shown(told)).toMatch(/“Our support bot makes up refund rules\.” @Ana ↗/);
    expect(shown(told)).toMatch(/\[ All facts \]/);
    expect(slack.pings()).toEqual([]);
  });

  test('"plan" offers the button that opens the form', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    thread.say('ben', '@Tune or Not plan');
    const told = await slack.until(() => messageOf(slack, thread, 'told:'));
    await press(slack, 'ben', thread, told, { actionId: 'make_plan' });
    expect((await modalOf(slack, 'ben')).title).toMatchObject({ text: 'Make it a plan' });
  });

  test('"forget" deletes nothing yet: it offers a button that asks once more', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    thread.say('ben', '@Tune or Not please forget this case.');
    const told = await slack.until(() => messageOf(slack, thread, 'told:'));
    expect(shown(told)).toMatch(/@Ben asked me to forget this case.*\n\[ Forget this case \]/);
    expect(JSON.stringify(told.blocks)).toContain('"action_id":"forget_case"');
    expect(await query(database, 'select count(*) from cases')).toEqual([['1']]);
    await press(slack, 'ana', thread, told, { actionId: 'forget_case' });
    await send(slack, 'ana', (await modalOf(slack, 'ana')).id, { what: caseIdOf(thread) });
    await slack.until(() =>
      slack.messages(slack.dm('ana')).some((each) => shown(each).includes('Forgotten.')),
    );
    expect(await query(database, 'select count(*) from cases')).toEqual([['0']]);
    expect(slack.messages(thread.channel, thread.ts).filter(({ bot_id: bot }) => bot !== undefined)).toEqual(
      [],
    );
  });

  test('"help" is for who asked alone', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    thread.say('ben', '@Tune or Not help');
    await slack.until(() => notesTo(slack, 'ben').includes('What I read and where it goes'));
    await settled(slack, database);
    expect(thread.replies()).toEqual([]);
    expect(notesTo(slack, 'ana')).not.toContain('What I read');
  });

  test('before anybody said a fact, "facts" asks for one', async () => {
    const { slack } = await startWorld();
    const ts = slack.say({ user: 'ana', channel: '#llm-help', text: '@Tune or Not' });
    const thread = await verdictBelow(slack, '#llm-help', ts);
    thread.say('ana', '@Tune or Not facts');
    const told = await slack.until(() => messageOf(slack, thread, 'told:'));
    expect(shown(told)).toMatch(/^I know no facts of this case yet\. .*\?/);
  });
});

describe('in a thread that is no case', () => {
  test.each(['stop', 'why', 'forget'])('"%s" says so to that person alone', async (word) => {
    const { slack, database } = await startWorld();
    const ts = slack.say({ user: 'ana', channel: '#llm-help', text: 'Lunch?' });
    slack.say({ user: 'ben', channel: '#llm-help', threadTs: ts, text: `@Tune or Not ${word}` });
    await slack.until(() => notesTo(slack, 'ben').includes('This thread is no case of mine'));
    await settled(slack, database);
    expect(slack.messages('#llm-help', ts)).toHaveLength(2);
    expect(await query(database, 'select count(*) from cases')).toEqual([['0']]);
  });
});

describe('in a direct message', () => {
  test('no mention is needed: "why" tells, "help" helps and opens no case', async () => {
    const { slack, database } = await startWorld();
    const dm = slack.dm('ana');
    const help = slack.say({ user: 'ana', channel: dm, text: 'help' });
    await slack.until(() => notesTo(slack, 'ana').includes('What I read and where it goes'));
    expect(slack.messages(dm, help)).toHaveLength(1);
    const thread = await verdictBelow(slack, dm, slack.say({ user: 'ana', channel: dm, text: SITUATION }));
    thread.say('ana', 'why?');
    await slack.until(() => messageOf(slack, thread, 'told:'));
    expect(await query(database, 'select count(*) from cases')).toEqual([['1']]);
  });
});
