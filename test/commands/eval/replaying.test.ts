import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { reportToJson } from '../../../src/commands/eval/report.ts';
import { reportToText } from '../../../src/commands/eval/report-to-text.ts';
import { afterTest } from '../../support/clean-up.ts';
import { emptyFolder } from '../../support/cli.ts';
import { readsWell } from '../../support/llm-reader.ts';
import { asksForSummary, type Call, type LlmAnswer, startLlmServer } from '../../support/llm-server.ts';
import { caseNamed, evaluated, folderOf, refusalOf } from '../support/evaluation.ts';
import { KEY } from '../support/reader.ts';

const one = caseNamed('one');
const two = caseNamed('two');

/** Records what a model says to these cases. The model is gone afterwards. */
async function recorded(
  cases: { id: string }[],
  answer: (call: Call) => LlmAnswer = readsWell,
  options = {},
) {
  const server = await startLlmServer(answer);
  const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: server.baseUrl, OPENAI_MODEL: 'small-one' };
  const record = await emptyFolder();
  const report = await evaluated(await folderOf(...cases), { record, ...options }, env);
  await server.close();
  return { record, report, env };
}

const untimed = (value: object): unknown =>
  JSON.parse(JSON.stringify(value, (name, part) => (['ms', 'about'].includes(name) ? undefined : part)));

describe('Recorded completions', () => {
  test('give the same report again, without a network, a key or a setting', async () => {
    const { record, report } = await recorded([one, two]);
    const replayed = await evaluated(await folderOf(one, two), { replay: record });
    expect(replayed.replayed).toBe('A replay of what was recorded on 2026-01-31; no model was asked.');
    expect(untimed(reportToJson({ ...replayed, replayed: undefined }))).toEqual(
      untimed(reportToJson(report)),
    );
    expect(replayed.curators[0]?.totals).toMatchObject({ curators: { llm: 2 }, acceptable: 2 });
  });

  test('hold nothing of what people wrote but what the model quotes, and no key', async () => {
    const { record } = await recorded([one]);
    const text = await readFile(join(record, 'completions.jsonl'), 'utf8');
    expect(text).toContain('makes up refund rules');
    expect(text).not.toContain('one: our support bot');
    expect(text).not.toContain(KEY);
  });

  test('repeat each run as it was, and failures as failures', async () => {
    let readings = 0;
    const { record, report } = await recorded(
      [one],
      (call) => {
        if (asksForSummary(call)) return { say: { sentences: [] } };
        return ++readings === 2 ? { refuse: 'No.' } : readsWell(call);
      },
      { runs: 3 },
    );
    const replayed = await evaluated(await folderOf(one), { replay: record, runs: 3 });
    expect(replayed.curators[0]?.agreement).toEqual(report.curators[0]?.agreement);
    expect(replayed.curators[0]?.cost).toBeNull();
  });

  test('name the cases that have none: those that changed, and those that are new', async () => {
    const { record } = await recorded([one, two]);
    const changed = { ...two, messages: [{ author: 'ana', text: 'two: it makes up refund rules.' }] };
    const report = await evaluated(await folderOf(one, changed, caseNamed('three')), { replay: record });
    expect(report.curators[0]?.unrecorded).toEqual([
      { id: 'three', what: ['reading: it was never recorded'], isLeftOut: true },
      {
        id: 'two',
        what: ['reading: the messages, or what was made of them, changed'],
        isLeftOut: true,
      },
    ]);
    expect(report.curators[0]?.cases.map(({ id }) => id)).toEqual(['one']);
    expect(reportToText(report)).toMatch(
      /^2 cases have no recording of all that was asked\. Left out of all figures above: 2\.$/m,
    );
  });

  test('name all cases when the prompt or the pack changed', async () => {
    const { record } = await recorded([one, two]);
    const file = join(record, 'completions.jsonl');
    const older = (await readFile(file, 'utf8')).replace(/"(request|prompt)":"\w{8}/g, '"$1":"00000000');
    await writeFile(file, older);
    const report = await evaluated(await folderOf(one, two), { replay: record });
    expect(report.curators[0]?.unrecorded?.map(({ what }) => what)).toEqual([
      ['reading: prompt or pack changed'],
      ['reading: prompt or pack changed'],
    ]);
    expect(report.curators[0]?.totals.cases).toBe(0);
  });

  test('may be killed in the middle of a line, and are refused where they hold something else', async () => {
    const { record } = await recorded([one]);
    const file = join(record, 'completions.jsonl');
    await appendFile(file, '{"request":"');
    const { curators } = await evaluated(await folderOf(one), { replay: record });
    expect(curators[0]?.totals.curators).toEqual({ llm: 1 });
    await writeFile(file, '{}\n');
    expect(await refusalOf(evaluated(await folderOf(one), { replay: record }))).toMatch(
      /completions\.jsonl:1: This line is not a recorded completion\./,
    );
    expect(await refusalOf(evaluated(await folderOf(one), { replay: await emptyFolder() }))).toMatch(
      /^There is no recording in .*\nGive a folder that --record made\. No case was run\.$/,
    );
    expect(await refusalOf((async () => evaluated('x', { record, replay: record }))())).toMatch(
      /^--replay: it asks no model, so there is nothing to record/,
    );
  });
});

describe('Against an earlier report', () => {
  test('exactly the cases that moved are listed, with whether that is better', async () => {
    const folder = await folderOf(one, two, caseNamed('three'), caseNamed('gone'));
    const mumbling = (call: Call): LlmAnswer => {
      const isTwo = call.messages[1]?.content.includes('two:') ?? false;
      return isTwo && !asksForSummary(call)
        ? { say: { facts: [], asks: [], route: 'none', rests_on: [] } }
        : readsWell(call);
    };
    const server = await startLlmServer(mumbling);
    afterTest(() => server.close());
    const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: server.baseUrl };
    const before = await evaluated(folder, {}, env);
    const against = join(await emptyFolder(), 'before.json');
    await writeFile(against, JSON.stringify(reportToJson(before)));
    const now = await startLlmServer(readsWell);
    afterTest(() => now.close());
    const after = await evaluated(
      await folderOf(one, two, caseNamed('three'), caseNamed('new')),
      { against },
      { ...env, OPENAI_BASE_URL: now.baseUrl },
    );
    expect(after.curators[0]?.moved).toEqual({
      moved: [
        {
          id: 'two',
          was: { route: 'ask-more', standing: expect.any(String) },
          is: { route: 'rag-first', standing: expect.any(String) },
          change: 'better',
        },
      ],
      readDifferently: [],
      added: ['new'],
      gone: ['gone'],
      same: 2,
    });
    expect(reportToText(after)).toMatch(/^two: ask-more \([\w-]+\) → rag-first \([\w-]+\), better$/m);
  });

  test('on several curators each is held against itself', async () => {
    const server = await startLlmServer(readsWell);
    afterTest(() => server.close());
    const models = `small@${server.baseUrl},offline`;
    const folder = await folderOf(one, two);
    const against = join(await emptyFolder(), 'before.json');
    await writeFile(against, JSON.stringify(reportToJson(await evaluated(folder, { models }))));
    const { curators } = await evaluated(folder, { models: `offline,other@${server.baseUrl}`, against });
    expect(curators.map(({ moved }) => moved?.same)).toEqual([2, undefined]);
  });

  test('of the older, shorter kind works, too', async () => {
    const before = await evaluated(await folderOf(one));
    const [result] = before.curators[0]?.cases ?? [];
    if (!result) throw new Error('No case was run.');
    const { id, route, standing, isStrict, isAcceptable } = result;
    const against = join(await emptyFolder(), 'before.json');
    await writeFile(
      against,
      JSON.stringify({ cases: [{ id, route, standing, isStrict, isAcceptable, facts: [] }], totals: {} }),
    );
    const { curators } = await evaluated(await folderOf(one), { against });
    expect(curators[0]?.moved).toMatchObject({ moved: [], readDifferently: ['one'], same: 0 });
  });
});
