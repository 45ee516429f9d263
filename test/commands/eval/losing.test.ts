import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Pack } from '../../../src/advisor/pack.ts';
import { type Loss, lossOf } from '../../../src/commands/eval/loss/loss.ts';
import { lossToText } from '../../../src/commands/eval/loss/loss-to-text.ts';
import { drawn } from '../../../src/commands/eval/loss/lottery.ts';
import { asMissed, evenly } from '../../../src/commands/eval/loss/miss-rates.ts';
import { runLoss } from '../../../src/commands/eval/loss/run-loss.ts';
import { parseEvalOptions } from '../../../src/commands/eval/options.ts';
import { EvalCase } from '../../../src/commands/eval-case.ts';
import { ownPack, ownReady } from '../../runner/own-guidance.ts';
import { folderOf, refusalOf } from '../support/evaluation.ts';
import { offlineReader } from '../support/reader.ts';

let pack: Pack;
beforeAll(async () => {
  pack = await ownPack();
});

const TEXT = 'Our support bot makes up refund rules. Nobody has counted the calls.';
const KNOWLEDGE = { name: 'gap', value: 'knowledge', quote: 'makes up refund rules', message: 0 };
const UNSAID = { name: 'owner', value: true, quote: 'Nobody has counted the calls', message: 0 };

const labelled = (id: string, changes: object = {}): EvalCase =>
  EvalCase.parse({
    id,
    messages: [{ author: 'ana', text: TEXT }],
    expected_route: 'rag-first',
    acceptable_routes: [],
    facts: [KNOWLEDGE],
    ...changes,
  });

const MANY = Array.from({ length: 60 }, (_, index) => labelled(`case ${index}`));

const lost = (cases: readonly EvalCase[], rate: number, { seed = 1, repeats = 4 } = {}): Loss =>
  lossOf(cases, pack, { rates: evenly(rate), seed, repeats });

describe('Facts that are lost by chance', () => {
  test('leave everything as it is when none is lost, and nothing when all are', () => {
    expect(lost(MANY, 0)).toMatchObject({
      lost: 0,
      acceptable: { mean: 60, error: 0 },
      confusion: { 'rag-first': { 'rag-first': 60 } },
    });
    expect(lost(MANY, 1)).toMatchObject({
      lost: 1,
      whole: { acceptable: 60, strict: 60 },
      acceptable: { mean: 0, error: 0 },
      confusion: { 'rag-first': { 'ask-more': 60 } },
      routes: { 'rag-first': { cases: 60, strict: 0, acceptable: 0 } },
    });
  });

  test('are about as many as was asked for, and each repeat loses others', () => {
    const { lost: share, acceptable } = lost(MANY, 0.4, { repeats: 8 });
    expect(Math.abs(share - 0.4)).toBeLessThan(0.06);
    expect(acceptable.mean).toBeCloseTo(60 * (1 - share), 0);
    expect(acceptable.error).toBeGreaterThan(0);
  });

  test('are the same for the same seed, and others for another', () => {
    const kept = (seed: number) => MANY.map((each) => lost([each], 0.4, { seed }).acceptable.mean);
    expect(kept(1)).toEqual(kept(1));
    expect(kept(2)).not.toEqual(kept(1));
  });

  test('are the same for a case whatever stands around it, so that two packs lose alike', () => {
    const alone = MANY.map((each) => lost([each], 0.4).acceptable.mean);
    const together = lost([...MANY].reverse(), 0.4).acceptable.mean;
    expect(alone.reduce((sum, mean) => sum + mean, 0)).toBeCloseTo(together, 5);
  });

  test('have an error bar as wide as few repeats are unsure', () => {
    const { error } = lost(MANY, 0.4, { repeats: 2 }).acceptable;
    const [one, two] = [0, 1].map((run) => MANY.filter(({ id }) => drawn(1, run, id, 'gap') >= 0.4).length);
    // Of two counts the standard error is half their difference, and t is 12.706.
    expect(error).toBeCloseTo((12.706 * Math.abs(Number(one) - Number(two))) / 2, 2);
    expect(error).toBeGreaterThan(0);
  });

  test('have no error bar in a single repeat', () => {
    expect(lost(MANY, 0.4, { repeats: 1 }).acceptable.error).toBeNull();
  });

  test('count a case that is not our subject as strict only while that is still seen', () => {
    const offTopic = { name: 'asks', value: 'off-topic', quote: 'support bot', message: 0 };
    const other = labelled('pictures', { expected_route: 'ask-more', off_topic: true, facts: [offTopic] });
    expect(lost([other], 0)).toMatchObject({ strict: { mean: 1 }, acceptable: { mean: 1 } });
    expect(lost([other], 1)).toMatchObject({ strict: { mean: 0 }, acceptable: { mean: 1 } });
  });

  test('cannot be taken from cases without labels in the words of the pack; these are counted apart', () => {
    const strange = labelled('strange', { facts: [{ name: 'mood', value: 'bad', quote: 'Nobody' }] });
    expect(lost([...MANY, strange, labelled('bare', { facts: [] })], 0)).toMatchObject({
      cases: 60,
      leftOut: 2,
    });
  });
});

test('numbers of the lottery are spread evenly from 0 up to 1', () => {
  const numbers = Array.from({ length: 4000 }, (_, index) => drawn(7, index));
  for (const limit of [0.1, 0.5, 0.9]) {
    const below = numbers.filter((number) => number < limit).length / numbers.length;
    expect(Math.abs(below - limit)).toBeLessThan(0.03);
  }
});

describe('A fact on which a verdict hangs', () => {
  test('is named, with where the case goes without it and which cases these are', () => {
    const { brittle } = lost([labelled('one'), labelled('two', { facts: [KNOWLEDGE, UNSAID] })], 0.4);
    expect(brittle).toEqual([
      { fact: 'gap', expected: 'rag-first', taken: 'ask-more', cases: ['one', 'two'] },
    ]);
  });

  test('is none of a case that goes astray with all its facts', () => {
    expect(lost([labelled('astray', { expected_route: 'curate' })], 0.4).brittle).toEqual([]);
  });
});

describe('Facts that are lost as a reader misses them', () => {
  test('are those that it does not find more often than those that it finds', async () => {
    const rates = await asMissed(
      Array.from({ length: 20 }, (_, index) => labelled(`read ${index}`, { facts: [KNOWLEDGE, UNSAID] })),
      await offlineReader(),
    );
    expect(rates.overall).toBeCloseTo(0.5, 5);
    // Five labels at the overall rate stand beside the twenty of each fact.
    expect(rates.of('gap')).toBeCloseTo(0.1, 5);
    expect(rates.of('owner')).toBeCloseTo(0.9, 5);
    expect(rates.of('examples')).toBeCloseTo(0.5, 5);
  });
});

test('people are told what was lost, what is left of the verdicts, and on what they hang', () => {
  const told = lossToText(lost([...MANY, labelled('bare', { facts: [] })], 1, { repeats: 2, seed: 3 }));
  expect(told).toContain('of the labelled facts of 60 cases, 100 % were lost by chance, 2 times (seed 3)');
  expect(told).toContain('1 case without labels in the words of the pack: not counted.');
  expect(told).toContain('With all of them: 60 (100 %) acceptable, 60 (100 %) strict');
  expect(told).toContain('With what was left: 0.0 ± 0.0 (0 %) acceptable');
  expect(told).toMatch(/rag-first +60 +0 +0 +60 ask-more/);
  expect(told).toContain('gap: rag-first → ask-more, 60 cases (case 0, case 1,');
});

describe('What cannot be meant of a loss is refused in words:', () => {
  test.each<[string, Record<string, string>, string]>([
    ['more than all', { lose: '1.5' }, '--lose: write a share between 0 and 1, or "missed".'],
    ['what is no share', { lose: 'half' }, '--lose: write a share between 0 and 1, or "missed".'],
    ['repeats of nothing', { repeat: '3' }, '--repeat: it goes with --lose.'],
    [
      'a page of readings that there are not',
      { lose: '0.4', html: 'page.html' },
      '--html: it does not go with --lose, which reads nothing.',
    ],
    ...['runs', 'concurrency', 'within'].map((name): [string, Record<string, string>, string] => [
      `readings that there are not, by --${name}`,
      { lose: '0.4', [name]: '1' },
      `--${name}: it does not go with --lose, which reads nothing.`,
    ]),
  ])('%s', async (_, given, refusal) => {
    expect(await refusalOf(Promise.resolve().then(() => parseEvalOptions(given)))).toContain(refusal);
  });

  test('a folder without labels', async () => {
    const options = { ...parseEvalOptions({ lose: '0.4' }), lose: 0.4 };
    const work = runLoss(await folderOf(labelled('bare', { facts: [] })), options, () => ownReady());
    expect(await refusalOf(work)).toContain('so there is nothing to lose.');
  });
});
