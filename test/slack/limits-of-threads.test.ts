import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import fc from 'fast-check';
import { pino } from 'pino';
import { type Assessment, assess } from '../../src/advisor/assessment.ts';
import type { Pack } from '../../src/advisor/pack.ts';
import { EMPTY_SITUATION } from '../../src/advisor/situation.ts';
import type { ThreadUtterance } from '../../src/cases/thread-utterances.ts';
import type { Place, Voice } from '../../src/cases/voice.ts';
import { systemClock } from '../../src/clock.ts';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import { clientOptions } from '../../src/slack/client-options.ts';
import { helloText } from '../../src/slack/hello.ts';
import { helpText } from '../../src/slack/help.ts';
import { createSlackVoice } from '../../src/slack/voice.ts';
import { Told } from '../../src/store/inbound-thread.ts';
import { realPack } from '../support/assessed.ts';
import { shownLines } from '../support/shown.ts';
import { testSlack } from '../support/slack.ts';
import { arbitrarySituation, HARD_WORDS } from './largest-case.ts';

const LONG = 'U0LONGNAME1';
const NAMES = new Map([
  ['U0ANA000001', 'Ana <!channel>'],
  [LONG, 'N'.repeat(80)],
]);
/** One glance: four facts, what is left out, and the button. */
const MOST = { lines: 6, characters: 1_300 };

let pack: Pack;
let slack: Sandbox;
let voice: Voice;
let place: Place;
beforeAll(async () => {
  pack = await realPack();
});
beforeEach(async () => {
  slack = await testSlack({ events: [] });
  const client = new WebClient(slack.botToken, clientOptions(slack.apiUrl, pino({ level: 'silent' })));
  voice = createSlackVoice({
    client,
    pack,
    names: { of: async () => NAMES },
    clock: systemClock,
    workspaceUrl: 'https://a-workspace-with-a-long-name.slack.com/',
    botUserId: slack.botUserId,
  });
  const channel = slack.channel('#llm-help').id;
  const threadTs = slack.say({ user: 'ana', channel, text: 'the root' });
  place = { workspace: slack.teamId, caseId: '00000000-0000-8000-8000-000000000000', channel, threadTs };
});

/** Posts for real: what Slack would not take fails here. */
async function linesOf(utterance: ThreadUtterance): Promise<string[]> {
  const ts = await voice.post(place, 'key', utterance);
  const message = slack.messages(place.channel, place.threadTs).find((each) => each.ts === ts);
  if (!message) throw new Error('The message is not there.');
  return shownLines(message.blocks);
}

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
    expect(slack.pings()).toEqual([]);
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
