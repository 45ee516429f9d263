import { describe, expect, test } from '@jest/globals';
import { startWorld } from '../../support/app.ts';
import { eventually } from '../../support/eventually.ts';
import { modalOf, press, send } from '../../support/forms.ts';
import { shown } from '../../support/shown.ts';
import { query } from '../../support/test-database.ts';
import { ask, settled } from '../../support/threads.ts';

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';
const ROWS = 'select turn, person, useful, about, words, pack_version, prompt_version, model from feedback';
const ANA = 'U0ANA000001';
const VERSIONS = [expect.stringMatching(/^\w{6,}$/), expect.stringMatching(/^[0-9a-f]{12}$/), 'offline'];

describe('"Was this useful?"', () => {
  test('yes: it is kept with its versions, and only that person is thanked', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await press(slack, 'ana', thread, thread.verdict(), { actionId: 'feedback', value: 'positive' });
    await slack.until(() => slack.ephemerals('ana').some(({ text }) => /^Thank you/.test(text ?? '')));
    expect(await query(database, ROWS)).toEqual([[1, ANA, true, null, null, ...VERSIONS]]);
    await settled(slack, database);
    expect(slack.ephemerals('ben')).toEqual([]);
    expect(thread.replies()).toEqual([]);
  });

  test('no: it counts at once, and asks what was wrong; words about the advice are kept', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await press(slack, 'ana', thread, thread.verdict(), { actionId: 'feedback', value: 'negative' });
    const { id } = await modalOf(slack, 'ana');
    await eventually(async () => (await query(database, ROWS)).length === 1);
    const outcome = await send(slack, 'ana', id, { about: 'advice', words: 'We cannot host anything.' });
    expect(outcome).toMatchObject({ outcome: 'updated' });
    expect(shown(slack.views('ana').at(-1) ?? {})).toMatch(/^Thank you\. It is kept/);
    expect(await query(database, ROWS)).toEqual([
      [1, ANA, false, 'advice', 'We cannot host anything.', ...VERSIONS],
    ]);
  });

  test('no, for a fact is wrong: it leads to the facts, to put it right at once', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await press(slack, 'ana', thread, thread.verdict(), { actionId: 'feedback', value: 'negative' });
    const { id } = await modalOf(slack, 'ana');
    expect(await send(slack, 'ana', id, {})).toMatchObject({ outcome: 'errors' });
    await send(slack, 'ana', id, { about: 'fact' });
    expect(shown(slack.views('ana').at(-1) ?? {})).toMatch(/800 Q&A pairs/);
  });

  test('a later word of the same person takes the place of the earlier; other people count apart', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    for (const [user, value] of [
      ['ana', 'positive'],
      ['ben', 'positive'],
      ['ana', 'negative'],
    ] as const)
      await press(slack, user, thread, thread.verdict(), { actionId: 'feedback', value });
    const useful = () => query(database, 'select person, useful from feedback order by person');
    await eventually(async () => (await useful()).some(([, is]) => is === false));
    expect(await useful()).toEqual([
      [ANA, false],
      ['U0BEN000001', true],
    ]);
  });

  test('on a case that was forgotten: the button and the form say so', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await press(slack, 'ana', thread, thread.verdict(), { actionId: 'feedback', value: 'negative' });
    const { id } = await modalOf(slack, 'ana');
    await settled(slack, database);
    await query(database, 'delete from cases');
    expect(await send(slack, 'ana', id, { about: 'advice', words: 'long words' })).toEqual({
      outcome: 'errors',
      errors: { about: expect.stringMatching(/forgotten meanwhile/) },
    });
    await press(slack, 'ben', thread, thread.verdict(), { actionId: 'feedback', value: 'positive' });
    await slack.until(() => slack.ephemerals('ben').some(({ text }) => /no longer kept/.test(text ?? '')));
  });
});
