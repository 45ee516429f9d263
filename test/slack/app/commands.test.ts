import { describe, expect, test } from '@jest/globals';
import { startWorld } from '../../support/app.ts';
import { shown, shownLines } from '../../support/shown.ts';
import { ask, oursIn, settled } from '../../support/threads.ts';

describe('a command that is no situation', () => {
  test.each([
    [
      'help',
      /^\*Tune or Not\* advises on one question.*\n[\s\S]*No model reads it: it stays on this server\. It is deleted here after 90 days/,
    ],
    ['stauts', /^I do not know `\/finetune stauts`\. Did you mean `\/finetune status`\?/],
  ])('%j is answered to the asker alone, and nothing is posted', async (word, answer) => {
    const { slack, database } = await startWorld();
    await slack.command({ user: 'ana', channel: '#llm-help', text: `/finetune ${word}` });
    expect(slack.ephemerals('ana')).toMatchObject([{ text: expect.stringMatching(answer) }]);
    expect(slack.ephemerals('ben')).toEqual([]);
    await settled(slack, database);
    expect(oursIn(slack, '#llm-help', 'root')).toEqual([]);
  });

  test('help names the model and where it runs, when one reads', async () => {
    const env = {
      OPENAI_API_KEY: 'none',
      OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
      OPENAI_MODEL: 'small-one',
    };
    const { slack } = await startWorld({ env: { ...env, RETENTION_DAYS: '7' } });
    await slack.command({ user: 'ana', channel: '#llm-help', text: '/finetune help' });
    expect(slack.ephemerals('ana')[0]?.text).toMatch(
      /A model \(small-one at 127\.0\.0\.1:9\) reads it: it is sent the text .* masked .* It is not sent names, ids, channels, .* It is deleted here after 7 days/,
    );
  });
});

const ONLY_SIGNS = /There were no words in it that I could read, only code, signs or emoji\./;

describe('a situation of an odd kind gets an answer that fits', () => {
  test.each([
    ['emoji only', '🤖🤖🔥🔥 👩🏽‍🔬🏳️‍🌈', [/^Too early to say\./, ONLY_SIGNS]],
    ['code only', '```\nfor x in data:\n    model.fit(x)\n```', [/^Too early to say\./, ONLY_SIGNS]],
    ['off topic', 'We talked about the weather, and about lunch.', [/^Not our subject\./]],
    [
      'right to left',
      'הבוט שלנו ממציא כללי החזר כספי ואנחנו רוצים לאמן מודל על הדוגמאות שלנו',
      [/You write in Hebrew: I answer in English/],
    ],
    [
      'another language',
      'Unser Assistent erfindet ständig Regeln für Rückerstattungen, und wir haben 800 Beispiele.',
      [/You write in German: I answer in English, and quotations stay as they are\./],
    ],
    ['markup', '*Our* _bot_ ~makes~ up `refund` > rules <https://evil.example|click here>', [/refund/]],
  ])('%s', async (_, text, patterns) => {
    const { slack } = await startWorld();
    const thread = await ask(slack, text);
    for (const pattern of patterns) expect(shown(thread.verdict())).toMatch(pattern);
    expect(slack.pings()).toEqual([]);
  });

  test('<!channel>, @channel and @ben in it ping nobody', async () => {
    const { slack } = await startWorld();
    const text =
      'our bot makes up <!channel> refund @channel rules @ben, says <!here> <@U0BEN000001>, and we have 800 Q&A pairs';
    const thread = await ask(slack, text);
    thread.say(
      'ana',
      '@ben @channel <!everyone> we already have RAG, but it often returns the wrong page @here',
    );
    await slack.until(() => thread.replies().length === 1);
    expect(slack.pings()).toEqual([]);
    expect(shown(thread.root())).toContain('@channel');
  });

  test('40,000 characters are read to the end, and shown as far as is good for a channel', async () => {
    const { slack } = await startWorld();
    const filler = 'It was a long week with many meetings about nothing at all in particular. ';
    const last = 'We already have RAG over the policy PDFs, but it often returns the wrong page.';
    const text =
      `Our support bot makes up refund rules. ${filler.repeat(540)}`.slice(0, 40_000 - last.length) + last;
    expect(text).toHaveLength(40_000);
    const thread = await ask(slack, text);
    const lines = shownLines(thread.verdict().blocks);
    expect(lines.join('\n')).toContain('it often returns the wrong page');
    expect(lines.length).toBeLessThanOrEqual(20);
    expect(shown(thread.root())).toMatch(/the first 2000 of 40000 characters; I read them all/);
  });
});

test('people are shown by name, with links; who they are is asked once', async () => {
  const { slack } = await startWorld();
  const thread = await ask(slack, 'Our support bot makes up refund rules.');
  thread.say('ana', 'We have 800 Q&A pairs.');
  thread.say('ben', 'We already have RAG over the policy PDFs, but it often returns the wrong page.');
  await slack.until(() => shown(thread.verdict()).includes('@Ben'));
  const asked = slack.requests('users.info').map(({ args }) => args.user);
  expect(new Set(asked).size).toBe(asked.length);
});

test('a name that cannot be had is the id', async () => {
  const { slack } = await startWorld({ withoutScopes: ['users:read'] });
  const thread = await ask(slack, 'Our support bot makes up refund rules.');
  expect(shown(thread.root())).toMatch(/^@U0ANA000001 asks:/);
});
