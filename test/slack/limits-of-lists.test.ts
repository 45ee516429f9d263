import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { KnownBlock, ModalView } from '@slack/types';
import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import type { Pack } from '../../src/advisor/pack.ts';
import { ROUTES } from '../../src/advisor/routes.ts';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import { forgottenMessage } from '../../src/slack/blocks/forgotten-message.ts';
import { clientOptions } from '../../src/slack/client-options.ts';
import { forgetForm, forgettingView } from '../../src/slack/forms/forget-form.ts';
import { guideMessage, guideView, topicMessage } from '../../src/slack/guide-message.ts';
import { homeView } from '../../src/slack/home-view.ts';
import { situationForm } from '../../src/slack/situation-form.ts';
import { statusMessage } from '../../src/slack/status-message.ts';
import type { ListedCase } from '../../src/store/case-lists.ts';
import type { ListedStep } from '../../src/store/due-lists.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { testSlack } from '../support/slack.ts';
import { HARD_WORDS } from './largest-case.ts';

/** Slack refuses a message near this many characters of blocks. */
const MOST_IN_BLOCKS = 12_000;
const ANA = 'U0ANA000001';
const AT = new Date(Date.UTC(2026, 10, 20));
const SETTING = {
  viewer: ANA,
  names: new Map([[ANA, `${'N'.repeat(70)} <!channel>`]]),
  workspaceUrl: 'https://a-workspace-with-a-long-name.slack.com/',
  today: '2026-11-20',
};

let pack: Pack;
let slack: Sandbox;
let client: WebClient;
beforeAll(async () => {
  pack = await ownPack();
});
beforeEach(async () => {
  slack = await testSlack({ events: [] });
  client = new WebClient(slack.botToken, clientOptions(slack.apiUrl, pino({ level: 'silent' })));
});

/** Slack takes these blocks to one person alone. */
async function takenAlone({ text, blocks }: { text: string; blocks: KnownBlock[] }): Promise<void> {
  const channel = slack.channel('#llm-help').id;
  await client.chat.postEphemeral({ channel, user: ANA, text, blocks });
  expect(JSON.stringify(blocks).length).toBeLessThan(3 * MOST_IN_BLOCKS);
  const texts = [...JSON.stringify(blocks).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)];
  expect(texts.reduce((sum, [, each = '']) => sum + each.length, 0)).toBeLessThan(MOST_IN_BLOCKS);
  expect(slack.pings()).toEqual([]);
}

/** Slack takes this modal. */
async function opens(view: ModalView): Promise<void> {
  await client.views.publish({
    user_id: ANA,
    view: { type: 'home', blocks: view.blocks },
  });
  expect(view.title.text.length).toBeLessThanOrEqual(24);
  expect(view.blocks.length).toBeLessThanOrEqual(100);
}

const cases = (hard: string): ListedCase[] =>
  Array.from({ length: 10 }, (_, index) => ({
    caseId: `00000000-0000-8000-8000-00000000000${index}`,
    channel: 'C0123456789',
    threadTs: index === 0 ? undefined : `176364000${index}.000100`,
    openedBy: ANA,
    openedAt: AT,
    headline: index === 1 ? undefined : hard.repeat(20).slice(0, 120),
    question: hard.repeat(20).slice(0, 200),
    movedAt: AT,
  }));

const steps = (hard: string, count: number): ListedStep[] =>
  Array.from({ length: count }, (_, index) => ({
    caseId: `00000000-0000-8000-8000-00000000000${index % 10}`,
    channel: 'C0123456789',
    threadTs: '1763640001.000100',
    what: hard.repeat(100).slice(0, 500),
    owner: ANA,
    due: '2026-11-01',
  }));

describe.each(HARD_WORDS.map((hard) => [hard]))('with the worst words in them: %j', (hard) => {
  test('the largest status is taken by Slack and pings nobody', async () => {
    await takenAlone(statusMessage({ cases: cases(hard), total: 1_000 }, steps(hard, 60), SETTING));
    await takenAlone(statusMessage({ cases: [], total: 0 }, [], SETTING));
  });

  test('the largest Home tab is taken by Slack', async () => {
    const home = {
      cases: { cases: cases(hard), total: 1_000 },
      steps: { steps: steps(hard, 10), total: 1_000 },
      decisions: {
        decisions: steps(hard, 10).map((step) => ({ ...step, lookAgain: '2026-11-01' })),
        total: 1_000,
      },
      routes: [...ROUTES, 'gone-from-the-pack'].map((route, index) => ({ route, count: 10_000 - index })),
      digest: undefined,
      channels: new Map([['C0123456789', 'a'.repeat(80)]]),
      blind: true,
    };
    await client.views.publish({ user_id: ANA, view: homeView(home, pack, SETTING) });
    expect(slack.pings()).toEqual([]);
  });

  test('the form in which something is forgotten is taken by Slack', async () => {
    await opens(forgetForm(cases(hard)));
  });

  test('a topic that nobody wrote about is named as it was typed', async () => {
    await takenAlone(topicMessage(hard.repeat(20), [], pack, SETTING.today));
  });
});

test('the guide is taken by Slack: all advice, the longest passages on a topic, and all passages on each route', async () => {
  await takenAlone(guideMessage(pack));
  const weight = ({ text, sources }: { text: string; sources: unknown[] }) =>
    text.length + JSON.stringify(sources).length;
  const longest = [...pack.passages.values()].sort((a, b) => weight(b) - weight(a));
  await takenAlone(topicMessage('data', longest, pack, '2040-01-01'));
  for (const guidance of pack.guidance.values()) await opens(guideView(guidance, '2040-01-01'));
});

test('the small views are taken by Slack', async () => {
  await opens(forgettingView());
  await opens(forgetForm([]));
  await opens(situationForm(undefined, undefined));
  await takenAlone(
    forgottenMessage({
      kind: 'forgotten',
      what: 'person',
      cases: 1_000,
      others: 1,
      deleted: 100,
      replaced: 2,
      left: 3,
    }),
  );
});
