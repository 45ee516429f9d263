import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startWorld } from '../../support/app.ts';
import { capturedLog } from '../../support/captured-log.ts';
import { afterTest } from '../../support/clean-up.ts';
import { caseIdOf, messageOf, modalOf, press, send } from '../../support/forms.ts';
import { readsWell } from '../../support/llm-reader.ts';
import { startLlmServer } from '../../support/llm-server.ts';
import { moreLike } from '../../support/more-cases.ts';
import { linksOf, shown, shownLines } from '../../support/shown.ts';
import { query } from '../../support/test-database.ts';
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

const SITUATION = 'Our support bot makes up refund rules. We have 800 Q&A pairs.';

async function status(slack: Sandbox, user: string, channel: string): Promise<string> {
  const before = slack.ephemerals(user).length;
  await slack.command({ user, channel, text: '/finetune status' });
  return shown(await slack.until(() => slack.ephemerals(user)[before]));
}

describe('/finetune status', () => {
  test('lists the cases of the channel with open question, steps and a link, for the asker alone', async () => {
    const { slack } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await press(slack, 'ana', thread, thread.verdict(), { actionId: 'make_plan' });
    await send(slack, 'ana', (await modalOf(slack, 'ana')).id, { '0:owner': slack.user('ben').id });
    await slack.until(() => messageOf(slack, thread, 'plan'));
    const text = await status(slack, 'ben', '#llm-help');
    expect(text).toMatch(/^One case in this channel\nNot yet\./);
    expect(text).toMatch(/Asked by @Ana {2}· {2}last moved today/);
    expect(text).toMatch(/Open question: .+\?/);
    expect(text).toMatch(/• .+ {2}· {2}@Ben {2}· {2}(?:due|no date)/);
    const answer = slack.ephemerals('ben').at(-1) ?? {};
    expect(linksOf(answer)).toContain(
      `${slack.url}/archives/${slack.channel('#llm-help').id}/p${thread.ts.replace('.', '')}`,
    );
    expect(slack.ephemerals('ana').filter((each) => shown(each).includes('One case'))).toEqual([]);
    expect(slack.pings()).toEqual([]);
  });

  test('says where there is none, and how to begin', async () => {
    const { slack } = await startWorld();
    expect(await status(slack, 'ana', '#random')).toMatch(/no case in this channel yet.*\/finetune/);
  });

  test('shows the ten that moved last and counts the others', async () => {
    const { slack, database } = await startWorld();
    const thread = await ask(slack, SITUATION);
    await moreLike(database, caseIdOf(thread), 14);
    const text = await status(slack, 'ana', '#llm-help');
    expect(text).toMatch(/^15 cases in this channel\n/);
    expect(text.match(/Asked by/g)).toHaveLength(10);
    expect(text).toMatch(/and 5 more, which moved longer ago$/);
  });

  test("shows cases of a private channel nowhere else, and a direct message's to who opened it", async () => {
    const { slack } = await startWorld();
    slack.createChannel({ user: 'ana', name: 'secret-plans', kind: 'private' });
    slack.addMember({ user: 'ana', channel: '#secret-plans', member: slack.botUserId });
    await ask(slack, SITUATION, { channel: '#secret-plans' });
    slack.say({ user: 'ana', channel: slack.dm('ana'), text: SITUATION });
    await slack.until(() => slack.messages(slack.dm('ana')).some((each) => shown(each).includes('Not yet')));
    expect(await status(slack, 'ben', '#llm-help')).toMatch(/no case/);
    expect(await status(slack, 'ana', '#secret-plans')).toMatch(/^One case/);
    expect(await status(slack, 'ana', slack.dm('ana'))).toMatch(/^One case/);
    expect(await status(slack, 'ben', slack.dm('ben'))).toMatch(/no case/);
  });

  test('says so while the database does not answer', async () => {
    const { slack, database } = await startWorld();
    await query(database, 'alter table cases rename to away');
    expect(
      await slack.command({ user: 'ana', channel: '#llm-help', text: '/finetune status' }),
    ).toMatchObject({ outcome: 'acked' });
    expect(slack.ephemerals('ana')[0]?.text).toMatch(/could not look that up.*try again in a minute/);
  });
});

const STORY =
  'Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune Llama 3 8B on them.';

const MODEL = 'stand-in-7b';

async function worldWith(env: Record<string, string>, answer = readsWell, options = {}) {
  const server = await startLlmServer(answer);
  afterTest(() => server.close());
  const model = { OPENAI_API_KEY: 'sk-test-1', OPENAI_BASE_URL: server.baseUrl, OPENAI_MODEL: MODEL };
  return startWorld({ ...options, env: { ...model, ...env } });
}

async function priceFile(model: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'prices-'));
  afterTest(() => rm(folder, { recursive: true }));
  const path = join(folder, 'prices.yaml');
  await writeFile(
    path,
    `dated: 2026-11-01\nsource: a test\nmodels:\n  ${model}: { input: 100, output: 1000 }\n`,
  );
  return path;
}

async function usage(slack: Sandbox, user = 'ana'): Promise<string> {
  const before = slack.ephemerals(user).length;
  await slack.command({ user, channel: '#random', text: '/finetune usage' });
  return shown(await slack.until(() => slack.ephemerals(user)[before]));
}

const numberBefore = (words: string, text: string): number =>
  Number(new RegExp(`([\\d,]+) ${words}`).exec(text)?.[1]?.replaceAll(',', ''));

describe('/finetune usage', () => {
  test('tells who asks, and nobody else, what the workspace used today and in 30 days', async () => {
    let ahead = 0;
    const { slack, database } = await worldWith({}, readsWell, {
      appClock: { now: () => Date.now() + ahead },
    });
    await ask(slack, STORY);
    await settled(slack, database);
    const text = await usage(slack, 'ben');
    const [today = '', month = ''] = text.split('\n').slice(1);
    expect(today).toMatch(/^Today: 2 calls {2}· {2}[\d,]+ tokens in and 100 out {2}· {2}price unknown/);
    expect(month).toMatch(/^Last 30 days: 2 calls/);
    expect(text).toContain('0 answers from our own cache');
    expect(text).toContain('0 times read offline instead');
    expect(text).toMatch(/Limit a day: 200,000 tokens \([\d,]+ left today\)/);
    expect(text).toContain('The price of this model is unknown');
    expect(slack.ephemerals('ana').map(shown).join()).not.toContain('calls');
    ahead = 2 * 86_400_000;
    const later = (await usage(slack)).split('\n');
    expect(later[1]).toMatch(/^Today: 0 calls/);
    expect(later[2]).toMatch(/^Last 30 days: 2 calls/);
    ahead = 40 * 86_400_000;
    expect((await usage(slack)).split('\n')[2]).toMatch(/^Last 30 days: 0 calls/);
  });

  test('tells dollars by the file of prices', async () => {
    const { slack, database } = await worldWith({
      PRICES_FILE: await priceFile(MODEL),
      DAILY_SPENDING_LIMIT: '5',
    });
    await ask(slack, STORY);
    await settled(slack, database);
    const text = await usage(slack);
    const cost = (numberBefore('tokens in', text) * 100 + 100 * 1_000) / 1_000_000;
    expect(text).toContain(`$${cost.toFixed(cost < 1 ? 4 : 2)}`);
    expect(text).toMatch(/and \$5\.00 \(\$4\.\d\d left today\)/);
    expect(text).toContain("the operator's list of prices of 2026-11-01");
  });

  test('says that a spending limit cannot be kept where the price is unknown, and so does the log', async () => {
    const { log, text } = capturedLog();
    const env = { PRICES_FILE: await priceFile('another-model'), DAILY_SPENDING_LIMIT: '0' };
    const { slack } = await worldWith(env, readsWell, { log });
    expect(shown((await ask(slack, STORY)).verdict())).toMatch(/read by a model/);
    expect(await usage(slack)).toContain(
      'The limit of $0.00 cannot be kept: the price of this model is unknown',
    );
    expect(text()).toContain('only DAILY_TOKEN_LIMIT counts');
  });

  test('counts readings without the model that should have read, and says why once a day', async () => {
    const { slack, database } = await worldWith({
      PRICES_FILE: await priceFile(MODEL),
      DAILY_SPENDING_LIMIT: '0.0001',
    });
    const told =
      "Today's spending limit for this workspace is reached, so I read offline until tomorrow (UTC).";
    expect(shown((await ask(slack, STORY)).verdict())).not.toContain(told);
    const verdicts = [await ask(slack, STORY), await ask(slack, STORY)].map((each) => shown(each.verdict()));
    await settled(slack, database);
    for (const verdict of verdicts) expect(verdict).toContain('read offline, no model');
    expect(verdicts.map((verdict) => verdict.includes(told))).toEqual([true, false]);
    expect(await usage(slack)).toContain('2 times read offline instead');
  });

  test('without a model says that nothing is used', async () => {
    const { slack } = await startWorld();
    expect(await usage(slack)).toContain(
      'everything is read offline, which takes no tokens and costs nothing',
    );
  });
});

async function guide(slack: Sandbox, topic: string) {
  await slack.command({ user: 'ana', channel: '#random', text: `/finetune guide ${topic}`.trim() });
  return slack.until(() => slack.ephemerals('ana').at(-1));
}

describe('/finetune guide', () => {
  test('shows all advice to the asker alone, also where the app is not, with passages behind a button', async () => {
    const { slack } = await startWorld();
    const answer = await guide(slack, '');
    expect(shown(answer)).toMatch(/12 pieces of advice.*\n[\s\S]*Build retrieval {2}· {2}\d+ passages/);
    expect(slack.ephemerals('ben')).toEqual([]);
    expect(oursIn(slack, '#random', 'root')).toEqual([]);
    await slack.click({
      user: 'ana',
      channel: '#random',
      messageTs: answer.ts,
      actionId: 'guide_read:rag-first',
    });
    const modal = await modalOf(slack, 'ana');
    expect(shown(modal)).toMatch(/Build retrieval\n/);
    expect(linksOf(modal).length).toBeGreaterThan(5);
  });

  test.each([
    ['lora', /LoRA/i],
    ['how many examples', /examples/],
    ['catastrophic forgetting', /forget/i],
    ['embeddings', /embedding/i],
  ])(
    'on %j finds passages, at most five, each with its sources, their kind and their dates',
    async (topic, fits) => {
      const { slack } = await startWorld();
      const lines = shownLines((await guide(slack, topic)).blocks);
      const sources = lines.filter((line) => /reviewed \w{3} \d|due for review since/.test(line));
      expect(lines[0]).toMatch(/^On “.*”: (?:the 5 best of \d+|[1-5]) passages?$/);
      expect(lines.join('\n')).toMatch(fits);
      expect(sources.length).toBeGreaterThan(0);
      for (const line of sources)
        expect(line).toMatch(/documentation|paper|own case|sells it|opinion|own arithmetic/);
      expect(lines.at(-1)).toMatch(/\[ More: /);
      expect(slack.pings()).toEqual([]);
    },
  );

  test('on what it does not know says so and how to go on, with the words as they are', async () => {
    const { slack } = await startWorld();
    const text = shown(await guide(slack, 'xylophone @channel <b> zzz'));
    expect(text).toMatch(/My guidance has nothing on “xylophone @channel <b> zzz”/);
    expect(slack.pings()).toEqual([]);
  });
});
