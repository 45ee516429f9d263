import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startWorld } from '../../support/app.ts';
import { capturedLog } from '../../support/captured-log.ts';
import { afterTest } from '../../support/clean-up.ts';
import { readsWell } from '../../support/llm-reader.ts';
import { startLlmServer } from '../../support/llm-server.ts';
import { shown } from '../../support/shown.ts';
import { ask, settled } from '../../support/threads.ts';

const SITUATION =
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
    await ask(slack, SITUATION);
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
    await ask(slack, SITUATION);
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
    expect(shown((await ask(slack, SITUATION)).verdict())).toMatch(/read by a model/);
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
    expect(shown((await ask(slack, SITUATION)).verdict())).not.toContain(told);
    const verdicts = [await ask(slack, SITUATION), await ask(slack, SITUATION)].map((each) =>
      shown(each.verdict()),
    );
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
