import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readCases } from '../../src/commands/eval/read-cases.ts';
import { evalToText } from '../../src/commands/eval/to-text.ts';
import { createThreadReader } from '../../src/commands/thread-reader.ts';
import { readConfig } from '../../src/config.ts';
import { UserError } from '../../src/user-error.ts';
import { APART, GOLDEN } from '../support/golden-situations.ts';
import { readsWell } from '../support/llm-reader.ts';
import { asksForSummary } from '../support/llm-server.ts';
import { Evaluated } from './support/evaluated.ts';
import { folderWith } from './support/files.ts';
import { modelThat, offlineReader } from './support/reader.ts';
import { runEval } from './support/run-eval.ts';

/** A case with the story's first message in it. */
const STORY = {
  id: 'story',
  messages: [
    {
      author: 'ana',
      text: 'Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune Llama 3 8B on them.',
    },
  ],
  expected_route: 'rag-first',
  acceptable_routes: ['prompt-first'],
};
const LUNCH = {
  id: 'lunch',
  messages: [{ author: 'ben', text: 'What is for lunch? The weather is nice.' }],
  expected_route: 'ask-more',
  acceptable_routes: [],
  off_topic: true,
};

/** Runs cases, written as files with these names. */
async function evaluated(cases: object[], reader = offlineReader()): Promise<Evaluated> {
  const folder = await folderWith(
    Object.fromEntries(cases.map((each, index) => [`case-${index}.json`, JSON.stringify(each)])),
  );
  return Evaluated.parse(await runEval(await readCases(folder), await reader));
}

/** What is said of a folder of cases that cannot be used; nothing of it was run. */
async function refusalOf(folder: string): Promise<string> {
  const error: unknown = await readCases(folder).catch((thrown: unknown) => thrown);
  if (!(error instanceof UserError)) throw new Error('The cases were taken.', { cause: error });
  return `${error.message}\n${error.remedy}`.replaceAll(`${folder}/`, '');
}

describe('of labelled cases', () => {
  test('each is told with its route, and the totals count them', async () => {
    const { cases, totals } = await evaluated([
      STORY,
      { ...STORY, id: 'nearly', expected_route: 'prompt-first', acceptable_routes: ['rag-first'] },
      { ...STORY, id: 'missed', expected_route: 'fine-tune', acceptable_routes: [] },
      LUNCH,
    ]);
    expect(cases.map(({ id, route, isStrict, isAcceptable }) => [id, route, isStrict, isAcceptable])).toEqual(
      [
        ['story', 'rag-first', true, true],
        ['nearly', 'rag-first', false, true],
        ['missed', 'rag-first', false, false],
        ['lunch', 'ask-more', true, true],
      ],
    );
    expect(totals).toMatchObject({
      cases: 4,
      strict: 2,
      acceptable: 3,
      strictShare: 0.5,
      acceptableShare: 0.75,
      outOfScope: { expected: 1, found: 1, wrongly: 0 },
      invalidQuotations: 0,
      ungroundedSentences: { returned: 0, shown: 0 },
      tokens: { input: 0, cached: 0, output: 0 },
      curators: { offline: 4 },
    });
  });

  test('each route counts the same in the averages, however many cases it has', async () => {
    const missed = { ...STORY, expected_route: 'fine-tune', acceptable_routes: [] };
    const { totals } = await evaluated([STORY, { ...missed, id: '2' }, { ...missed, id: '3' }]);
    expect(totals).toMatchObject({ acceptableShare: 0.333, macroAcceptable: 0.5, macroStrict: 0.5 });
    expect(Object.keys(totals.routes)).toEqual(['rag-first', 'fine-tune']);
  });

  test('a case that is not our subject is met only by saying so', async () => {
    const { cases } = await evaluated([{ ...LUNCH, messages: STORY.messages, expected_route: 'rag-first' }]);
    expect(cases[0]).toMatchObject({ route: 'rag-first', isStrict: false });
  });

  test("the labellers' quotations are found where ours overlap them, whatever their facts are called", async () => {
    const facts = [
      { name: 'n_pairs', value: 800, quote: '800 Q&A pairs' },
      { name: 'job', quote: 'support bot' },
      { name: 'unsaid', value: null, quote: null },
      { name: 'elsewhere', quote: 'not in the messages at all' },
    ];
    const { cases } = await evaluated([{ ...STORY, facts }]);
    expect(cases[0]).toMatchObject({ quotationsLabelled: 3, quotationsFound: 2 });
  });

  test('people at a terminal get the totals, who read, and what came out otherwise', async () => {
    const { cases, totals } = await evaluated([
      STORY,
      { ...STORY, id: 'missed', expected_route: 'fine-tune', acceptable_routes: [] },
    ]);
    const text = evalToText({ cases, totals });
    expect(text).toMatch(/^2 cases: 1 acceptable \(50 %\), 1 strict \(50 %\)$/m);
    expect(text).toMatch(/^Read 2 offline$/m);
    expect(text).toMatch(/^rag-first +1 +1 +1$/m);
    expect(text).toMatch(/^missed: rag-first \(knowledge\), expected fine-tune$/m);
  });
});

describe('with a model', () => {
  test('tokens and sentences that rest on nothing are counted, and none of those is shown', async () => {
    const env = await modelThat((call) =>
      asksForSummary(call)
        ? { say: { sentences: [{ text: 'Train on 9,000 rows of Falcon at once.', cites: ['f1'] }] } }
        : readsWell(call),
    );
    const { cases, totals } = await evaluated([STORY], createThreadReader(readConfig(env)));
    expect(cases[0]).toMatchObject({ route: 'rag-first', curator: 'llm' });
    expect(totals.ungroundedSentences).toEqual({ returned: 1, shown: 0 });
    expect(totals.tokens.input).toBeGreaterThan(0);
    expect(totals.curators).toEqual({ llm: 1 });
  });

  test('one that fails is counted as offline, and no case is lost', async () => {
    let calls = 0;
    const env = await modelThat((call) => {
      if (asksForSummary(call)) return { say: { sentences: [] } };
      return calls++ === 0 ? { refuse: 'No.' } : readsWell(call);
    });
    const run = await evaluated([STORY, { ...STORY, id: 'again' }], createThreadReader(readConfig(env)));
    expect(run.cases.map(({ id, curator }) => [id, curator])).toEqual([
      ['story', 'offline'],
      ['again', 'llm'],
    ]);
    expect(evalToText(run)).toMatch(/^Read 1 offline, 1 by the model$/m);
  });
});

describe('cases that cannot be used', () => {
  test('are all named, each with its line and what to do, and none is run', async () => {
    const sound = JSON.stringify(STORY, null, 2);
    const refusal = await refusalOf(
      await folderWith({
        'a-sound.json': sound,
        'b-comma.json': sound.replace('"rag-first",', '"rag-first"'),
        'c-route.json': sound.replace('"rag-first"', '"train-now"').replace('"text"', '"txt"'),
        'd-empty.json': '',
        'e-list.json': '[]',
        'f-nobody.json': sound.replace('"ana"', '""'),
        'g-cut.json': sound.slice(0, 60),
        'h-bytes.json': new Uint8Array([0xff, 0xfe, 0x7b]),
        'notes.txt': 'not a case, and not read',
      }),
    );
    const lines = refusal.split('\n');
    expect(lines).toEqual([
      expect.stringMatching(/^b-comma\.json:10: This is not valid JSON: Expected ',' or '}'/),
      'c-route.json:4: "messages.0.text" is missing. Write a text there.',
      expect.stringMatching(
        /^c-route\.json:9: "expected_route" has a value .* Use one of: ask-more, rent-first, /,
      ),
      expect.stringMatching(/^d-empty\.json:1: This is not valid JSON: /),
      'e-list.json:1: This file is not an object. Write an object there.',
      'f-nobody.json:5: "messages.0.author" is empty or too small (say who wrote it). Fill it in.',
      expect.stringMatching(/^g-cut\.json:5: This is not valid JSON: /),
      'h-bytes.json is no text in UTF-8.',
      '',
      '8 to mend; no case was run.',
      'A case is {id, messages, expected_route, acceptable_routes, facts?, adversarial?, off_topic?}.',
    ]);
  });

  test('include two with the same id, whose results could not be told apart', async () => {
    const same = JSON.stringify(STORY);
    expect(await refusalOf(await folderWith({ 'one.json': same, 'two.json': same }))).toMatch(
      /^The id "story" stands in one\.json and in two\.json\./,
    );
  });

  test('and a folder without cases, or that is none, is named', async () => {
    const folder = await folderWith({ 'readme.txt': 'nothing here' });
    expect(await refusalOf(folder)).toBe(
      `There is no *.json in ${folder}.\nGive a folder of labelled cases.`,
    );
    const nowhere = join(folder, 'nowhere');
    expect(await refusalOf(nowhere)).toBe(`The folder ${nowhere} cannot be read.\nCheck the path.`);
    await mkdir(join(folder, 'a.json'));
    expect(await refusalOf(folder)).toMatch(/^a\.json cannot be read: it is a folder\./);
  });
});

describe('on the labelled situations of the repository, offline', () => {
  test.each([
    ['those that may be tuned on', GOLDEN, { cases: 150, acceptable: 142, strict: 133, quotations: 0.7 }],
    ['those that are never tuned on', APART, { cases: 132, acceptable: 110, strict: 101, quotations: 0.6 }],
  ])(
    '%s: no quotation is made up, and the advice is no worse than it was',
    async (_, folder, least) => {
      const { totals } = Evaluated.parse(await runEval(await readCases(folder), await offlineReader()));
      expect(totals).toMatchObject({
        cases: least.cases,
        invalidQuotations: 0,
        curators: { offline: least.cases },
      });
      expect(totals.acceptable).toBeGreaterThanOrEqual(least.acceptable);
      expect(totals.strict).toBeGreaterThanOrEqual(least.strict);
      expect(totals.quotations.share).toBeGreaterThanOrEqual(least.quotations);
    },
    120_000,
  );
});
