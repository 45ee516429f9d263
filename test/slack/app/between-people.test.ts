import { describe, expect, test } from '@jest/globals';
import { startWorld } from '../../support/app.ts';
import { shown } from '../../support/shown.ts';
import { ask, settled } from '../../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';
const QUESTION = 'How many examples do we need?';

describe('two people who talk in the thread of a case', () => {
  test('are left alone when they ask each other: about lunch, about who does what, or by name', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    thread.say('ben', 'Shall we have lunch at noon?');
    thread.say('ana', 'Who labels the examples, and how many do we need?');
    thread.say('ben', `@ana can you tell: ${QUESTION}`);
    thread.say('ana', 'Could you check how many examples we need?');
    await settled(slack, database);
    expect(thread.replies().map(shown)).toEqual([]);
  });

  test('get an answer to a question about our subject that names nobody', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    thread.say('ben', QUESTION);
    const reply = await slack.until(() => thread.replies()[0]);
    expect(shown(reply)).toMatch(/start with 50 good ones/);
  });

  test('get no "nothing on that" for their question when only somebody else turned to us', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    thread.say('ana', 'Is the canteen open today?');
    thread.say('ben', '@Tune or Not We use GPT-4o today.');
    const reply = await slack.until(() => thread.replies()[0]);
    expect(shown(reply)).not.toContain('canteen');
    expect(shown(reply)).toContain('It leaves the advice as it is.');
  });
});
