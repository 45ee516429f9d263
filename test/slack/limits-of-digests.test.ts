import { beforeEach, describe, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import { ROUTES } from '../../src/advisor/routes.ts';
import type { DigestContent, DigestLine } from '../../src/digest/content.ts';
import type { Digest } from '../../src/digest/digest.ts';
import { USUAL_PARTS } from '../../src/digest/settings.ts';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import { LINE_CHOICES, readDigestValue, readLineChoice } from '../../src/slack/blocks/digest-actions.ts';
import { digestMessage } from '../../src/slack/blocks/digest-message.ts';
import { digestStoppedMessage } from '../../src/slack/blocks/digest-stopped-message.ts';
import { clientOptions } from '../../src/slack/client-options.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { shown } from '../support/shown.ts';
import { testSlack } from '../support/slack.ts';
import { HARD_WORDS } from './largest-case.ts';

/** Slack refuses a message near this many characters of blocks. */
const MOST_IN_BLOCKS = 12_000;
const ANA = 'U0ANA000001';
const SETTING = {
  names: new Map([[ANA, `${'N'.repeat(70)} <!channel>`]]),
  workspaceUrl: 'https://a-workspace-with-a-long-name.slack.com/',
};
const DIGEST: Digest = {
  workspace: 'T1',
  id: '0123456789abcdef0123456789abcdef',
  target: { kind: 'channel', channel: 'C0123456789' },
  channel: 'C0123456789',
  settings: {
    days: ['mon', 'tue', 'wed', 'fri', 'sat', 'sun'],
    time: '09:00',
    zone: 'America/Argentina/ComodRivadavia',
    include: USUAL_PARTS,
    skipQuiet: true,
  },
  movesWithOwner: true,
  setUpBy: ANA,
  setUpAt: new Date(0),
  state: 'on',
  stoppedBecause: undefined,
  nextRunAt: new Date(0),
  lastSentAt: new Date(0),
  lastDay: '2026-11-19',
  unanswered: 3,
  version: 1,
};
const KINDS = ['step', 'decision', 'guidance', 'question', 'case'] as const;

/** A line whose every word is as given. */
function line(kind: DigestLine['kind'], index: number, words: string): DigestLine {
  const caseId = `00000000-0000-8000-8000-${String(index).padStart(12, '0')}`;
  const place = { caseId, channel: 'C0123456789', threadTs: index === 1 ? undefined : '1763640001.000100' };
  const base = { ...place, people: [ANA] };
  const step = `a-long-route.${'name'.repeat(30)}`;
  switch (kind) {
    case 'step':
      return {
        ...base,
        kind,
        key: `step:${caseId}:${step}`,
        step,
        what: words,
        owner: ANA,
        due: '2026-11-01',
        overdue: true,
      };
    case 'decision':
      return {
        ...base,
        kind,
        key: `decision:${caseId}:7`,
        decision: '7',
        what: words,
        owner: undefined,
        lookAgain: '2026-11-01',
      };
    case 'guidance':
      return { ...base, kind, key: `guidance:${caseId}`, headline: words, why: 'changed' };
    case 'question':
      return {
        ...base,
        kind,
        key: `case:${caseId}`,
        headline: words,
        question: words,
        askOf: ANA,
        rests: 400,
      };
    case 'case':
      return { ...base, kind, key: `case:${caseId}`, headline: words, rests: 1 };
  }
}

async function largest(words: string, lines: readonly DigestLine[]): Promise<DigestContent> {
  const pack = await ownPack();
  const weight = ({ text, sources }: { text: string; sources: unknown[] }) =>
    text.length + JSON.stringify(sources).length;
  const [passage] = [...pack.passages.values()].sort((a, b) => weight(b) - weight(a));
  return {
    digest: DIGEST,
    day: '2026-11-20',
    late: true,
    preview: false,
    lines,
    more: 1_000,
    changes: Array.from({ length: 8 }, () => ({
      what: 'step-dropped',
      caseId: '00000000-0000-8000-8000-000000000000',
      channel: 'C0123456789',
      threadTs: '1763640001.000100',
      people: [ANA],
      text: words,
    })),
    moreChanges: 1_000,
    routes: [...ROUTES, 'gone-from-the-pack'].map((route, index) => ({ route, count: 10_000 - index })),
    passage,
    reacted: false,
    askToGoOn: true,
    news: true,
  };
}

let slack: Sandbox;
let client: WebClient;
beforeEach(async () => {
  slack = await testSlack({ events: [] });
  client = new WebClient(slack.botToken, clientOptions(slack.apiUrl, pino({ level: 'silent' })));
});

describe.each(HARD_WORDS.map((hard) => [hard]))('with the worst words in it: %j', (hard) => {
  test('the largest digest is taken by Slack and pings nobody', async () => {
    const words = hard.repeat(100).slice(0, 500);
    const pack = await ownPack();
    for (const kinds of [KINDS, ['question'] as const]) {
      const lines = Array.from({ length: 30 }, (_, index) =>
        line(kinds[index % kinds.length] ?? 'case', index, words),
      );
      const content = await largest(words, lines);
      const { text, blocks } = digestMessage(content, pack, SETTING);
      await client.chat.postMessage({ channel: slack.channel('#llm-help').id, text, blocks });
      expect(blocks.length).toBeLessThanOrEqual(50);
      const texts = [...JSON.stringify(blocks).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)];
      expect(texts.reduce((sum, [, each = '']) => sum + each.length, 0)).toBeLessThan(MOST_IN_BLOCKS);
      const alone = digestMessage({ ...content, preview: true, askToGoOn: false }, pack, SETTING);
      expect(JSON.stringify(alone.blocks)).not.toMatch(/"action_id"/);
      expect(alone.blocks.length).toBeLessThan(blocks.length);
    }
    expect(slack.pings()).toEqual([]);
  });
});

test('a digest names no route, counts what it folds, and says what its menus are for', async () => {
  const pack = await ownPack();
  const lines = Array.from({ length: 12 }, (_, index) =>
    line(KINDS[index % KINDS.length] ?? 'case', index, 'Some words'),
  );
  const message = digestMessage(await largest('Some words', lines), pack, SETTING);
  const text = shown(message);
  expect(text).not.toMatch(new RegExp(ROUTES.join('|')));
  expect(text).toMatch(/and 1002 more/);
  expect(text).toMatch(/1000 of them are not listed here/);
  const menus = message.blocks.flatMap((block) =>
    block.type === 'section' && block.accessory?.type === 'overflow'
      ? block.accessory.options.map(({ value }) => ({ blockId: block.block_id, value }))
      : [],
  );
  const chosen = menus.flatMap((menu) => readLineChoice(menu) ?? []);
  expect(new Set(chosen.map(({ choice }) => choice))).toEqual(new Set(LINE_CHOICES));
  for (const { key, digest } of chosen) {
    expect(lines.map((each) => each.key)).toContain(key);
    expect(digest).toBe(DIGEST.id);
  }
  expect(chosen.find(({ choice }) => choice === 'still-right')).toMatchObject({ item: '7' });
  expect(menus.flatMap(({ value }) => readDigestValue(value) ?? [])).toEqual(
    (['preview', 'pause', 'resume', 'change', 'stop'] as const).map((choice) => ({
      choice,
      digest: DIGEST.id,
    })),
  );
});

test('what is pressed elsewhere is no choice of a digest', () => {
  expect(readLineChoice({ blockId: undefined, value: undefined })).toBeUndefined();
  expect(readLineChoice({ blockId: 'd:step:a:s', value: 'done:b' })).toBeUndefined();
  expect(readLineChoice({ blockId: 'd:step:a:s', value: 'explode:a' })).toBeUndefined();
  expect(readDigestValue('facts:a')).toBeUndefined();
});

test('that a digest has stopped is said with what to do', async () => {
  for (const [reason, why] of [
    ['is_archived', /the channel is archived/],
    ['restricted_action', /posting there is restricted/],
    ['no_permission', /does not let me post/],
  ] as const) {
    const { text, blocks } = digestStoppedMessage(DIGEST, reason);
    expect(text).toMatch(why);
    expect(text).toMatch(/Nothing of its cases is lost.*\/finetune digest/);
    await client.chat.postMessage({ channel: slack.channel('#llm-help').id, text, blocks });
  }
});
