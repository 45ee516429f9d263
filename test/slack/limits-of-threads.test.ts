import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Assessment, assess } from '../../src/advisor/assessment.ts';
import type { Pack } from '../../src/advisor/pack.ts';
import { EMPTY_SITUATION } from '../../src/advisor/situation.ts';
import type { ThreadUtterance } from '../../src/cases/thread-utterances.ts';
import { helloText } from '../../src/slack/hello.ts';
import { helpText } from '../../src/slack/help.ts';
import { Told } from '../../src/store/inbound-thread.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { shownLines } from '../support/shown.ts';
import { arbitrarySituation, HARD_WORDS } from './largest-case.ts';
import { LONG, type RealThread, realThread } from './real-thread.ts';

/** One glance: four facts, what is left out, and the button. */
const MOST = { lines: 6, characters: 1_300 };

let pack: Pack;
let thread: RealThread;
beforeAll(async () => {
  pack = await ownPack();
});
beforeEach(async () => {
  thread = await realThread(pack);
});

const linesOf = async (utterance: ThreadUtterance): Promise<string[]> =>
  shownLines((await thread.post(utterance)).blocks);

const assessments = (): Assessment[] => [
  assess(EMPTY_SITUATION, pack),
  ...fc
    .sample(arbitrarySituation(pack, fc.constantFrom(...HARD_WORDS)), { numRuns: 30, seed: 5 })
    .map((situation) => assess(situation, pack)),
];

describe('what is told by name', () => {
  test.each(Told.options)('"%s" is taken by Slack and short for any case, and pings nobody', async (what) => {
    const tooBig: string[][] = [];
    for (const assessment of assessments()) {
      const lines = await linesOf({ kind: 'told', what, by: LONG, assessment });
      if (lines.length > MOST.lines || lines.join('\n').length > MOST.characters) tooBig.push(lines);
      expect(lines.filter((line) => line.trim() === '')).toEqual([]);
      expect(lines.join('\n')).not.toMatch(/\b(?:rag|prompt|rent)-first\b/);
    }
    expect(tooBig).toEqual([]);
    expect(thread.slack.pings()).toEqual([]);
  });

  test('that we were stopped is one line, with the longest name', async () => {
    expect(await linesOf({ kind: 'stopped', by: LONG })).toHaveLength(1);
  });
});

test('hello is three lines and help is short, wherever words go', () => {
  const reader = `A model (${'m'.repeat(100)} at ${'h'.repeat(100)}) reads it. It is deleted after 90 days.`;
  for (const follows of [true, false]) {
    const hello = helloText({ reader, follows });
    expect(hello.split('\n')).toHaveLength(3);
    expect(hello.length).toBeLessThan(1_000);
  }
  expect(helpText({ reader }).length).toBeLessThan(2_000);
});
