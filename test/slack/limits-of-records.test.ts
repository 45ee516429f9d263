import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ModalView } from '@slack/types';
import fc from 'fast-check';
import { type Assessment, assess } from '../../src/advisor/assessment.ts';
import { offeredSteps } from '../../src/advisor/offered-steps.ts';
import type { Pack } from '../../src/advisor/pack.ts';
import { ROUTES } from '../../src/advisor/routes.ts';
import type { CaseRecord, RecordUtterance } from '../../src/cases/record-utterances.ts';
import { planOffline } from '../../src/curator/plan.ts';
import { caseButtons } from '../../src/slack/blocks/case-buttons.ts';
import { feedbackButtons } from '../../src/slack/blocks/feedback-buttons.ts';
import { changedView } from '../../src/slack/changed-view.ts';
import { decisionRecord } from '../../src/slack/decision-record.ts';
import { decisionForm } from '../../src/slack/forms/decision-form.ts';
import { doneForm } from '../../src/slack/forms/done-form.ts';
import { feedbackForm } from '../../src/slack/forms/feedback-form.ts';
import { suggestedPlan } from '../../src/slack/forms/suggested-plan.ts';
import { recordView } from '../../src/slack/record-view.ts';
import type { Decision } from '../../src/store/decisions.ts';
import type { Step } from '../../src/store/steps.ts';
import { ownPack } from '../runner/own-guidance.ts';
import { shownLines } from '../support/shown.ts';
import { arbitrarySituation, HARD_WORDS } from './largest-case.ts';
import { ANA, LONG, type RealThread, realThread } from './real-thread.ts';

const AT = new Date(Date.UTC(2026, 10, 20));
/** Slack refuses a message near this many characters of blocks. */
const MOST_IN_BLOCKS = 12_000;

let pack: Pack;
let thread: RealThread;
beforeAll(async () => {
  pack = await ownPack();
});
beforeEach(async () => {
  thread = await realThread(pack);
});

const assessments = (count: number): Assessment[] =>
  fc
    .sample(arbitrarySituation(pack, fc.constantFrom(...HARD_WORDS)), { numRuns: count, seed: 11 })
    .map((situation) => assess(situation, pack));

const filled = (text: string, longest: number): string => text.repeat(50).slice(0, longest);

/** As many steps as a case may come to have, each with fields as long as the forms let them be. */
const manySteps = (text: string, count = 14): Step[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `rag-first.step-${index}`,
    what: filled(text, 500) || 'x',
    measure: filled(text, 200),
    pass: filled(text, 200),
    owner: index % 2 ? ANA : LONG,
    due: '2026-11-30',
    state: index < 6 ? 'open' : index < 11 ? 'done' : 'dropped',
    outcome: index < 6 ? undefined : 'unclear',
    result: index < 6 ? undefined : filled(text, 120),
    fact: 'examples',
    passages: ['rag-first.three-ways', 'tune-rag.right-passage-test'],
    createdBy: ANA,
    updatedBy: LONG,
    updatedAt: new Date(AT.getTime() + index),
  }));

const decisionOf = (text: string, assessment: Assessment): Decision => ({
  id: '1',
  route: undefined,
  what: filled(text, 300),
  why: filled(text, 600),
  owner: LONG,
  lookAgain: '2027-02-20',
  assessment,
  decidedBy: ANA,
  decidedAt: AT,
});

const recordOf = (text: string, assessment: Assessment): CaseRecord => ({
  openedAt: AT,
  threadTs: thread.place.threadTs,
  assessment,
  decisions: [decisionOf(text, assessment), decisionOf(text, assessment)],
  steps: manySteps(text),
});

/** Posts, and again as an update. */
async function posted(utterance: RecordUtterance): Promise<unknown[]> {
  const { ts, blocks } = await thread.post(utterance);
  await thread.voice.update(thread.place, ts, utterance);
  return blocks ?? [];
}

/** Has Slack check a view: by its rules for a person's Home, which are those for modals but for the titles. */
async function opened(view: ModalView): Promise<void> {
  expect(view.private_metadata?.length ?? 0).toBeLessThanOrEqual(3_000);
  expect(view.blocks.length).toBeLessThanOrEqual(100);
  for (const title of [view.title, view.submit, view.close])
    expect(title?.text.length ?? 0).toBeLessThanOrEqual(24);
  await thread.client.views.publish({ user_id: ANA, view: { type: 'home', blocks: view.blocks } });
}

describe.each(HARD_WORDS.map((each) => [each]))('with %j in every field', (hard) => {
  test('a plan of many steps is a message that Slack takes', async () => {
    for (const assessment of assessments(3)) {
      const blocks = await posted({ kind: 'plan', steps: manySteps(hard), assessment });
      expect(blocks.length).toBeLessThanOrEqual(50);
      expect(JSON.stringify(blocks).length).toBeLessThan(MOST_IN_BLOCKS * 2);
      const lines = shownLines(blocks);
      expect(lines.join('').length).toBeLessThan(MOST_IN_BLOCKS);
      expect(lines[0]).toMatch(/The plan {2}· {2}6 open, 5 done, 3 dropped/);
    }
    expect(thread.slack.pings()).toEqual([]);
  });

  test('a decision is short, and one that Slack takes', async () => {
    for (const assessment of assessments(3)) {
      const decision = decisionOf(hard, assessment);
      const lines = shownLines(await posted({ kind: 'decision', decision, before: decision }));
      expect(lines.length).toBeLessThanOrEqual(6);
    }
    expect(thread.slack.pings()).toEqual([]);
  });

  test('every form and view fits a modal', async () => {
    for (const assessment of assessments(3)) {
      const record = recordOf(hard, assessment);
      const offered = offeredSteps(assessment, pack);
      const planned = planOffline({ assessment, offered, room: 4 });
      const plan = suggestedPlan({ ...record, steps: manySteps(hard, 4) }, planned, thread.setting);
      const [step] = record.steps;
      if (!plan || !step) throw new Error('There is no plan.');
      const memory = { caseId: thread.place.caseId, turn: 123_456 };
      await opened(plan);
      await opened(
        doneForm(thread.place.caseId, { ...step, id: 'prompt-first.best-prompt-best-model' }, pack),
      );
      await opened(decisionForm(memory, assessment, pack, { user: ANA, today: '2026-11-30' }));
      await opened(feedbackForm(memory));
      await opened(
        changedView(
          decisionOf(hard, assess({ facts: [], conflicts: [] }, pack)),
          record,
          pack,
          thread.setting,
        ),
      );
      await opened(recordView(decisionRecord(record, pack, thread.setting)));
    }
    expect(thread.slack.pings()).toEqual([]);
  });

  test('a file holds no link, mention or heading of theirs', async () => {
    for (const assessment of assessments(3)) {
      const text = decisionRecord(recordOf(hard, assessment), pack, thread.setting);
      expect(text).not.toMatch(/\]\(https:\/\/evil/);
      expect(text).not.toMatch(/(?<!\\)<[!@#h]/);
      expect(text.split('\n').filter((line) => /^# /.test(line))).toHaveLength(1);
      await thread.voice.post(thread.place, 'key', {
        kind: 'export',
        by: LONG,
        at: 1,
        record: recordOf(hard, assessment),
      });
    }
    expect(thread.slack.pings()).toEqual([]);
  });
});

test('the choices of a decision are all routes, in words that an option has room for', () => {
  const [assessment] = assessments(1);
  if (!assessment) throw new Error('There is no assessment.');
  const form = decisionForm({ caseId: thread.place.caseId, turn: 1 }, assessment, pack, {
    user: ANA,
    today: '2026-11-30',
  });
  const options = [...JSON.stringify(form.blocks).matchAll(/"text":"([^"]*)"},"value":"([^"]*)"/g)];
  expect(new Set(options.map(([, , value]) => value))).toEqual(new Set([...ROUTES, 'other']));
  for (const [, text = ''] of options) {
    expect(text.length).toBeLessThanOrEqual(75);
    expect(ROUTES).not.toContain(text);
  }
});

test('the menu of a case where everything is possible has at most five choices, its feedback two', () => {
  const [assessment] = assessments(1);
  if (!assessment) throw new Error('There is no assessment.');
  const verdict = {
    kind: 'verdict' as const,
    assessment,
    curator: 'offline' as const,
    summary: [],
    notes: [],
    following: true,
    decided: true,
  };
  const menu = caseButtons(verdict, thread.setting).elements.find(({ type }) => type === 'overflow');
  const options = menu && 'options' in menu ? menu.options : [];
  expect(options?.length).toBeLessThanOrEqual(5);
  for (const { text, value } of options ?? []) {
    expect(text.text.length).toBeLessThanOrEqual(75);
    expect(value?.length).toBeLessThanOrEqual(75);
  }
  expect(feedbackButtons(thread.place.caseId).elements).toHaveLength(1);
});
