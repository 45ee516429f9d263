import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createBudget } from '../../../src/commands/eval/budget.ts';
import { createProgress } from '../../../src/commands/eval/progress.ts';
import { afterTest } from '../../support/clean-up.ts';
import { emptyFolder } from '../../support/cli.ts';
import { readsWell } from '../../support/llm-reader.ts';
import { asksForSummary, type Call, type LlmAnswer, startLlmServer } from '../../support/llm-server.ts';
import { caseNamed, evaluated, folderOf, refusalOf } from '../support/evaluation.ts';
import { fileWith } from '../support/files.ts';
import { KEY } from '../support/reader.ts';
import { scored } from './support/scored.ts';

/** A model that answers as told, its environment, and the cases that it was asked to read. */
async function model(answer: (call: Call) => LlmAnswer | Promise<LlmAnswer> = readsWell) {
  const server = await startLlmServer(answer);
  afterTest(() => server.close());
  const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: server.baseUrl, OPENAI_MODEL: 'small-one' };
  const read = () =>
    server.calls.flatMap((call) =>
      asksForSummary(call) ? [] : (/"(\w+): our support/.exec(call.messages[1]?.content ?? '')?.[1] ?? []),
    );
  return { env, read };
}

const three = () => folderOf(caseNamed('one'), caseNamed('two'), caseNamed('three'));

describe('An evaluation that goes on in a file', () => {
  test('does not run again what is finished, also when it was killed in the middle of a line', async () => {
    const { env, read } = await model();
    const resume = join(await emptyFolder(), 'done.jsonl');
    const first = await evaluated(await folderOf(caseNamed('one'), caseNamed('two')), { resume }, env);
    await appendFile(resume, '{"key":"half a li');
    const second = await evaluated(await three(), { resume }, env);
    const third = await evaluated(await three(), { resume }, env);
    expect(read()).toEqual(['one', 'two', 'three']);
    expect(first.curators[0]?.totals.cases).toBe(2);
    expect(second.curators[0]?.cases.map(({ id }) => id)).toEqual(['one', 'three', 'two']);
    expect(third.curators).toEqual(second.curators);
    expect((await readFile(resume, 'utf8')).trimEnd().split('\n')).toHaveLength(3);
  });

  test('runs again what has changed, and what the model failed at', async () => {
    let isBroken = true;
    const { env, read } = await model((call) => {
      const isTwo = call.messages[1]?.content.includes('two:');
      return isBroken && isTwo && !asksForSummary(call) ? { refuse: 'No.' } : readsWell(call);
    });
    const resume = join(await emptyFolder(), 'done.jsonl');
    await evaluated(await three(), { resume }, env);
    isBroken = false;
    const changed = caseNamed('one', { acceptable_routes: ['prompt-first'] });
    const { curators } = await evaluated(
      await folderOf(changed, caseNamed('two'), caseNamed('three')),
      { resume },
      env,
    );
    expect(read()).toEqual(['one', 'three', 'two', 'one', 'two']);
    expect(curators[0]?.totals).toMatchObject({ cases: 3, fallbacks: {}, curators: { llm: 3 } });
  });

  test('leaves a file alone that holds something else', async () => {
    const file = await fileWith('{"a":1}\n', 'notes.jsonl');
    expect(await refusalOf(evaluated(await three(), { resume: file }))).toMatch(
      /^.*notes\.jsonl:1: This line is not a finished case\.\n.* give the name of a new one\.$/,
    );
    expect(await readFile(file, 'utf8')).toBe('{"a":1}\n');
    const inFile = join(file, 'done.jsonl');
    expect(await refusalOf(evaluated(await three(), { resume: inFile }))).toMatch(
      /done\.jsonl cannot be (?:read|written)\..*No case was run\./s,
    );
  });
});

describe('A limit', () => {
  test('of tokens is not gone beyond; what was done is kept and counted, and the rest can follow', async () => {
    const { env, read } = await model();
    const whole = await evaluated(await three(), {}, env);
    const tokensOf = (report: typeof whole) => {
      const tokens = report.curators[0]?.totals.tokens;
      return tokens ? tokens.input + tokens.output : 0;
    };
    const resume = join(await emptyFolder(), 'done.jsonl');
    const maxTokens = Math.ceil((tokensOf(whole) * 2) / 3) + 100;
    const part = await evaluated(await three(), { maxTokens, resume, concurrency: 3 }, env);
    expect(tokensOf(part)).toBeLessThanOrEqual(maxTokens);
    expect(part.curators[0]?.totals.cases).toBe(2);
    expect(part.stopped).toBe(
      `Stopped before the limit of ${maxTokens} tokens: 2 of 3 cases were run, and only these are counted.`,
    );
    const rest = await evaluated(await three(), { maxTokens, resume }, env);
    expect(rest.stopped).toBeUndefined();
    expect(rest.curators[0]?.totals.cases).toBe(3);
    expect(read()).toHaveLength(6);
  });

  const prices = (lines: string[]) => fileWith(lines.join('\n'), 'prices.yaml');
  const OF_SMALL_ONE = [
    'dated: 2026-01-31',
    'source: https://example.com/prices',
    'models:',
    '  small-one: { input: 1, cached_input: 0.1, output: 2 }',
  ];

  test('of dollars needs a price, and is kept by it', async () => {
    const { env } = await model();
    const folder = await three();
    expect(await refusalOf(evaluated(folder, { maxCost: 1 }, env))).toBe(
      'The price of small-one is not known, so --max-cost cannot be kept.\nGive it with --prices FILE, or set --max-tokens. No case was run.',
    );
    const file = await prices(OF_SMALL_ONE);
    const whole = await evaluated(folder, { prices: file }, env);
    const { cost, totals } = whole.curators[0] ?? {};
    const tokens = totals?.tokens ?? { input: 0, output: 0 };
    expect(cost).toEqual({
      total: expect.closeTo((tokens.input + 2 * tokens.output) / 1_000_000, 9),
      perCase: expect.closeTo((tokens.input + 2 * tokens.output) / 3_000_000, 9),
      prices: { dated: '2026-01-31', source: 'https://example.com/prices' },
    });
    const maxCost = (cost?.total ?? 0) / 2;
    const part = await evaluated(folder, { prices: file, maxCost }, env);
    expect(part.curators[0]?.cost?.total).toBeLessThanOrEqual(maxCost);
    expect(part.stopped).toMatch(/^Stopped before the limit of \$0\.\d+: 1 of 3 cases were run/);
  });

  test.each([
    ['no date', OF_SMALL_ONE.slice(1), /prices\.yaml:1: "dated" is missing\./],
    ['no source', [...OF_SMALL_ONE.slice(0, 1), ...OF_SMALL_ONE.slice(2)], /: "source" is missing\./],
    ['a price below nothing', [...OF_SMALL_ONE, '  other: { input: -1, output: 2 }'], /prices\.yaml:5: /],
    ['what is no YAML', ['dated: ['], /prices\.yaml:\d: This is not valid YAML/],
  ])('is not kept by a file with %s', async (_, lines, said) => {
    expect(await refusalOf(evaluated(await three(), { prices: await prices(lines) }))).toMatch(said);
  });

  test('of a price that another server asks is no price', async () => {
    const { env } = await model();
    const elsewhere = [
      ...OF_SMALL_ONE.slice(0, 3),
      '  small-one: { input: 1, output: 2, server: "https://example.com/v1" }',
    ];
    const { curators } = await evaluated(await three(), { prices: await prices(elsewhere) }, env);
    expect(curators[0]?.cost).toBeNull();
  });
});

describe('A budget', () => {
  test('lets a case go alone until one has shown what it uses; what is free shows nothing', () => {
    const budget = createBudget({ maxTokens: 1_000 });
    expect([budget.allowsOneMore(0), budget.allowsOneMore(1)]).toEqual([true, false]);
    budget.spend({ tokens: 0, cost: 0 });
    expect([budget.allowsOneMore(0), budget.allowsOneMore(1)]).toEqual([true, false]);
    budget.spend({ tokens: 300, cost: undefined });
    expect([0, 1, 2].map(budget.allowsOneMore)).toEqual([true, true, false]);
    budget.spend({ tokens: 401, cost: undefined });
    expect(budget.allowsOneMore(0)).toBe(false);
  });

  test('without a limit lets everything go', () => {
    expect(createBudget({}).allowsOneMore(7)).toBe(true);
    expect(createBudget({ maxCost: 0 }).allowsOneMore(0)).toBe(false);
  });
});

test('Stopped by hand, it begins no more and reports what is done', async () => {
  const controller = new AbortController();
  const { env, read } = await model((call) => {
    controller.abort();
    return readsWell(call);
  });
  const report = await evaluated(await three(), {}, env, controller.signal);
  expect(read()).toEqual(['one']);
  expect(report.stopped).toBe('Stopped by hand: 1 of 3 cases were run, and only these are counted.');
});

test('As many cases are read at once as was asked for', async () => {
  let arrived = 0;
  let release = (): void => undefined;
  const allThere = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { env } = await model(async (call) => {
    if (++arrived === 3) release();
    // Would one wait for another, this would never come.
    await allThere;
    return readsWell(call);
  });
  const { curators } = await evaluated(await three(), { concurrency: 3 }, env);
  expect(curators[0]?.totals.curators).toEqual({ llm: 3 });
});

test('Several runs tell how far they agree, on routes and on facts', async () => {
  const seen = new Map<string, number>();
  const { env } = await model((call) => {
    const asked = call.messages[1]?.content ?? '';
    if (asksForSummary(call)) return { say: { sentences: [] } };
    const times = (seen.get(asked) ?? 0) + 1;
    seen.set(asked, times);
    // The second time it finds nothing in one of them.
    return asked.includes('two:') && times === 2
      ? { say: { facts: [], asks: [], route: 'none', rests_on: [] } }
      : readsWell(call);
  });
  const { curators } = await evaluated(await three(), { runs: 3 }, env);
  expect(curators[0]?.agreement).toMatchObject({
    runs: 3,
    cases: 3,
    sameRoute: 2,
    differing: [{ id: 'two', routes: ['rag-first', 'ask-more', 'rag-first'] }],
    routes: expect.closeTo((1 + 1 + 1 / 3) / 3, 3),
    acceptable: [3, 2, 3],
  });
  expect(curators[0]?.agreement?.facts).toBeLessThan(1);
  expect(curators[0]?.totals.cases).toBe(3);
});

describe('Progress', () => {
  const told = (isTTY: boolean, times: readonly number[]): string[] => {
    const written: string[] = [];
    let now = 0;
    const output = { isTTY, write: (text: string) => written.push(text) };
    const progress = createProgress(times.length, output, () => now);
    for (const [index, time] of times.entries()) {
      now = time;
      progress.done(scored({ id: `c-${index}`, isAcceptable: index !== 1 }), index > 0);
    }
    progress.end();
    return written;
  };

  test('is one line at a terminal, written over and gone at the end', () => {
    expect(told(true, [0, 50, 200])).toEqual([
      '\r\u001b[K1 of 3 cases · 1 from before · 1 acceptable · c-0',
      '\r\u001b[K3 of 3 cases · 1 from before · 2 acceptable · 20 tokens · c-2',
      '\r\u001b[K',
    ]);
  });

  test('is a line now and then in a file, and none for a short run', () => {
    expect(told(false, [1_000, 2_000])).toEqual([]);
    expect(told(false, [9_000, 11_000, 12_000])).toEqual([
      '2 of 3 cases · 1 from before · 1 acceptable · 10 tokens · c-1\n',
    ]);
  });
});

test('What cannot be used is refused before a case is run, every option by its name', async () => {
  const folder = await three();
  const given = { runs: 'many', concurrency: '0', maxTokens: '-1', within: 'some' };
  const lines = (await refusalOf((async () => evaluated(folder, given))())).split('\n');
  expect(lines).toHaveLength(5);
  for (const name of ['--runs', '--concurrency', '--max-tokens', '--within'])
    expect(lines.some((line) => line.startsWith(`${name}: write a`))).toBe(true);
  await writeFile(join(folder, 'old.json'), '{}');
  expect(await refusalOf(evaluated(await three(), { against: join(folder, 'old.json') }))).toMatch(
    /old\.json is no report of an evaluation\.\nGive a file that "eval --json FILE" wrote\. No case was run\.$/,
  );
});
