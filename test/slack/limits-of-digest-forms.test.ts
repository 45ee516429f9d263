import { beforeEach, describe, expect, test } from '@jest/globals';
import type { ModalView } from '@slack/types';
import { WebClient } from '@slack/web-api';
import { pino } from 'pino';
import type { Digest, DigestTarget } from '../../src/digest/digest.ts';
import { PARTS } from '../../src/digest/settings.ts';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import { clientOptions } from '../../src/slack/client-options.ts';
import { digestForm } from '../../src/slack/forms/digest-form.ts';
import { dropStepForm } from '../../src/slack/forms/drop-step-form.ts';
import { reassignForm } from '../../src/slack/forms/reassign-form.ts';
import { stopDigestForm } from '../../src/slack/forms/stop-digest-form.ts';
import type { Step } from '../../src/store/steps.ts';
import { testSlack } from '../support/slack.ts';
import { HARD_WORDS } from './largest-case.ts';

const ANA = 'U0ANA000001';
const AT = new Date(Date.UTC(2026, 10, 20));
/** Slack keeps so much with a view. */
const MOST_REMEMBERED = 3_000;

let slack: Sandbox;
let client: WebClient;
beforeEach(async () => {
  slack = await testSlack({ events: [] });
  client = new WebClient(slack.botToken, clientOptions(slack.apiUrl, pino({ level: 'silent' })));
});

/** Slack takes this form. */
async function taken(view: ModalView): Promise<void> {
  await client.views.publish({ user_id: ANA, view: { type: 'home', blocks: view.blocks } });
  for (const text of [view.title, view.submit, view.close]) expect(text?.text.length).toBeLessThanOrEqual(24);
  expect(view.private_metadata?.length).toBeLessThan(MOST_REMEMBERED);
  expect(slack.pings()).toEqual([]);
}

const digest = (target: DigestTarget, state: Digest['state']): Digest => ({
  workspace: 'T0123456789',
  id: 'f'.repeat(32),
  target,
  channel: undefined,
  settings: {
    days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
    time: '23:59',
    zone: 'America/Argentina/ComodRivadavia',
    include: PARTS,
    skipQuiet: false,
  },
  movesWithOwner: true,
  setUpBy: ANA,
  setUpAt: AT,
  state,
  stoppedBecause: 'restricted_action_read_only_channel',
  nextRunAt: state === 'on' ? AT : undefined,
  lastSentAt: AT,
  lastDay: '2026-11-20',
  unanswered: 3,
  version: 1_000,
});

const TARGETS: DigestTarget[] = [
  { kind: 'channel', channel: 'C0123456789' },
  { kind: 'person', person: ANA },
];

describe.each(HARD_WORDS.map((hard) => [hard]))('with the worst words in them: %j', (hard) => {
  const names = new Map([[ANA, hard.repeat(20).slice(0, 80)]]);

  test("a digest's form is taken by Slack, for a channel and a person, in whatever state it is", async () => {
    for (const target of TARGETS) {
      const place = { target, channel: 'C0123456789', home: true };
      for (const state of ['on', 'paused', 'stopped'] as const)
        await taken(digestForm(place, { digest: digest(target, state), zone: 'Europe/Lisbon', names }));
      await taken(digestForm(place, { digest: undefined, zone: undefined, names }));
      await taken(stopDigestForm(digest(target, 'on')));
    }
  });

  test('the forms of a line are taken by Slack', async () => {
    const step: Step = {
      id: 'x'.repeat(60),
      what: hard.repeat(100).slice(0, 500),
      measure: '',
      pass: '',
      owner: ANA,
      due: '2026-11-01',
      state: 'open',
      outcome: undefined,
      result: undefined,
      fact: undefined,
      passages: [],
      createdBy: ANA,
      updatedBy: ANA,
      updatedAt: AT,
    };
    const caseId = '00000000-0000-8000-8000-000000000000';
    await taken(reassignForm(caseId, step));
    await taken(dropStepForm(caseId, step));
  });
});
