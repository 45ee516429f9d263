import { describe, expect, test } from '@jest/globals';
import { choicesOf } from '../../../src/commands/eval/choices.ts';
import { compareCurators } from '../../../src/commands/eval/compare-curators.ts';
import type { Choice } from '../../../src/commands/eval/contestants.ts';
import { reportToJson } from '../../../src/commands/eval/report.ts';
import { conclusionsOf, reportToText } from '../../../src/commands/eval/report-to-text.ts';
import { totalsOf } from '../../../src/commands/eval/totals.ts';
import type { CaseResult } from '../../../src/commands/eval-case.ts';
import { afterTest } from '../../support/clean-up.ts';
import { readsWell } from '../../support/llm-reader.ts';
import { type Call, type LlmAnswer, startLlmServer } from '../../support/llm-server.ts';
import { caseNamed, evaluated, folderOf, refusalOf } from '../support/evaluation.ts';
import { fileWith } from '../support/files.ts';
import { KEY } from '../support/reader.ts';
import { scored } from './support/scored.ts';

const readsNothing = (): LlmAnswer => ({
  say: { facts: [], asks: [], route: 'none', rests_on: [], sentences: [] },
});

async function server(answer: (call: Call) => LlmAnswer) {
  const started = await startLlmServer(answer);
  afterTest(() => started.close());
  return started;
}

const cases = () => folderOf(...['one', 'two', 'three', 'four', 'five', 'six'].map((id) => caseNamed(id)));

/** A report on a curator, with as many results as there are marks: "+" for acceptable, "-" not, "f" read offline. */
const curator = (name: string, marks: string, perCase: number | null = null) => {
  const results: CaseResult[] = [...marks].map((mark, index) =>
    scored({
      id: `c-${index}`,
      isAcceptable: mark !== '-',
      isStrict: mark !== '-',
      fellBack: mark === 'f' ? 'the model refused' : null,
    }),
  );
  return {
    about: { name, model: name, server: null, pack: 'p', prompts: 'q', version: '0' },
    cases: results,
    totals: totalsOf(results),
    cost: perCase === null ? null : { total: 0, perCase, prices: null },
  };
};

const compared = (within: number, ...curators: ReturnType<typeof curator>[]) => {
  const comparison = compareCurators(curators, within);
  if (!comparison) throw new Error('Nothing was compared.');
  return comparison;
};

describe('Curators side by side', () => {
  test('read the same cases on their own servers, and each server gets its own key only', async () => {
    const own = await server(readsWell);
    const other = await server(readsNothing);
    const list = await fileWith(
      `curators:
  - offline
  - { model: small, server: "${other.baseUrl}", key_from: OTHER_KEY, name: small one }
  - { model: tiny, server: "${other.baseUrl}" }
  - { model: large }`,
      'curators.yaml',
    );
    const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: own.baseUrl, OTHER_KEY: 'other-key' };
    const report = await evaluated(await cases(), { models: list }, env);
    expect(report.curators.map(({ about, totals }) => [about.name, about.server, totals.curators])).toEqual([
      ['offline', null, { offline: 6 }],
      ['small one', other.baseUrl, { llm: 6 }],
      [`tiny@${other.baseUrl}`, other.baseUrl, { llm: 6 }],
      ['large', own.baseUrl, { llm: 6 }],
    ]);
    expect(new Set(other.keys)).toEqual(new Set(['other-key', 'none']));
    expect(new Set(own.keys)).toEqual(new Set([KEY]));
    expect(new Set(own.calls.map(({ model }) => model))).toEqual(new Set(['large']));
    expect(report.comparison).toMatchObject({ cases: 6, smallest: 'offline', by: 'order' });
    const text = reportToText(report);
    expect(text).toMatch(/^== small one$/m);
    expect(text).toMatch(/^small one +0 \(0 %; 0 to 39 %\) +0 \(0 %\) +unknown +0$/m);
    expect(text).toMatch(/small one is 100 points below .*more than chance \(p = 0\.031, exact McNemar\)/);
    expect(Object.keys(reportToJson(report))).toEqual(['curators', 'comparison']);
  });

  test('may be named in a list, also with an @ of their own', async () => {
    const context = { config: { llm: undefined }, env: {}, isReplay: false };
    const choices = await choicesOf('offline, org/qwen@4bit@http://localhost:1/v1', context);
    expect(choices.map(({ name, llm }: Choice) => [name, llm?.model, llm?.baseUrl, llm?.apiKey])).toEqual([
      ['offline', undefined, undefined, undefined],
      ['org/qwen@4bit@http://localhost:1/v1', 'org/qwen@4bit', 'http://localhost:1/v1', 'none'],
    ]);
  });

  test.each([
    ['a,offline', 'There is no key for a: OPENAI_API_KEY is not set.'],
    ['offline,offline', '"offline" is named twice.'],
    [' , ', '--models names nothing.'],
    ['a@http://', '--models names a@http://, but http:// is no address.'],
  ])('are refused as %j, with what to do', async (models, said) => {
    expect((await refusalOf(evaluated(await cases(), { models }))).split('\n')[0]).toBe(said);
  });

  test.each([
    [
      '- { model: a, key: sk-123 }',
      /curators\.yaml:2: "curators\.0" has a key that means nothing here: key\./,
    ],
    ['- { model: a, key_from: sk-123 }', /curators\.yaml:2: .*never a key/],
    ['- { model: a, key_from: NOT_THERE }', /There is no key for a: NOT_THERE is not set\./],
  ])('are refused in a list with %j, and no key is repeated', async (line, said) => {
    const list = await fileWith(`curators:\n  ${line}\n`, 'curators.yaml');
    const refusal = await refusalOf(evaluated(await cases(), { models: list }));
    expect(refusal).toMatch(said);
    expect(refusal).not.toContain('sk-123');
  });
});

describe('The smallest model within some points of the best', () => {
  test('is the cheapest, where all prices are known', () => {
    const comparison = compared(
      10,
      curator('large', '++++++++++', 0.03),
      curator('small', '+++++++++-', 0.001),
      curator('tiny', '++++++----', 0.0001),
    );
    expect(comparison).toMatchObject({ best: 'large', smallest: 'small', by: 'price' });
    expect(conclusionsOf(comparison)).toEqual([
      'Best: large.',
      'small is 10 points below large: 1 case only large got right, 0 only small; within the error bar (p = 1, exact McNemar).',
      'tiny is 40 points below large: 4 cases only large got right, 0 only tiny; within the error bar (p = 0.125, exact McNemar).',
      'The smallest within 10 points of the best: small (smallest: by the price of a case).',
    ]);
  });

  test('is the one named first, where a price is missing, and that is said', () => {
    const comparison = compared(5, curator('small', '++++'), curator('large', '++++', 0.01));
    expect(comparison).toMatchObject({ best: 'small', smallest: 'small', by: 'order' });
    expect(conclusionsOf(comparison).at(-1)).toMatch(/named first, for not every price is known/);
  });

  test('is none that left its cases to the offline curator', () => {
    const broken = curator('broken', 'ffff++++++', 0);
    const comparison = compared(5, broken, curator('large', '++++++++++', 0.01));
    expect(comparison.smallest).toBe('large');
    expect(conclusionsOf(comparison).at(-1)).toMatch(/: large \(no other is that near\)\.$/);
    expect(conclusionsOf(compared(5, broken, curator('worse', 'ffff++++--', 0))).at(-1)).toBe(
      'No curator within 5 points of the best read its cases by itself.',
    );
  });

  test('goes by the cases that all have read', () => {
    const comparison = compared(0, curator('a', '++-'), curator('b', '+++++'));
    expect(comparison).toMatchObject({ cases: 3, best: 'b' });
    expect(comparison.curators[0]?.againstBest).toMatchObject({ onlyBest: 1, onlyThis: 0 });
    expect(compareCurators([curator('a', ''), curator('b', '+')], 0)).toBeUndefined();
  });
});
