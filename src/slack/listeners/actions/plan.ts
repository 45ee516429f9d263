import { setTimeout } from 'node:timers/promises';
import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { offeredSteps } from '../../../advisor/offered-steps.ts';
import { loadCaseRecord } from '../../../cases/case-record.ts';
import type { CaseRecord } from '../../../cases/record-utterances.ts';
import { dayOf } from '../../../clock.ts';
import { MOST_STEPS, type Planned } from '../../../curator/plan.ts';
import type { CaseRef } from '../../../store/case-ref.ts';
import { casePrefix } from '../../../store/conversations.ts';
import { noteUncalled } from '../../../store/usage.ts';
import { PLAN_ACTION } from '../../blocks/case-buttons.ts';
import { plain, section } from '../../blocks/text-blocks.ts';
import { FORGOTTEN } from '../../forgotten.ts';
import { openSteps, suggestedPlan } from '../../forms/suggested-plan.ts';
import { openModal } from '../../open-modal.ts';
import { caseOf } from '../../press.ts';
import { tellAlone } from '../../tell-alone.ts';
import { type Records, settingFor } from '../records.ts';

/** A planner that answers within this time needs no "one moment": Slack waits three seconds for a modal. */
const AT_ONCE_MS = 1_200;

const NOTHING =
  'The plan has all the experiments that my guidance has for this situation. Finish a step, and its result may open the next one.';

/** "Make it a plan": steps are suggested, to be edited and taken on. */
export function listenForPlan(app: App, records: Records): void {
  app.action<BlockAction<ButtonAction>>(PLAN_ACTION, async ({ body, action, ack, client }) => {
    await ack();
    const ref = caseOf(body, action.value);
    const record = await loadCaseRecord(records.db, ref);
    if (!record) {
      await tellAlone(body, FORGOTTEN);
      return;
    }
    const planning = suggest(ref, record, records);
    // A failure is thrown where it is waited for, below.
    planning.catch(() => undefined);
    const setting = await settingFor(ref, record, records);
    const soon = await Promise.race([planning, setTimeout(AT_ONCE_MS, undefined, { ref: false })]);
    if (soon) {
      const view = suggestedPlan(record, soon, setting);
      await (view ? openModal(client, body, view) : tellAlone(body, NOTHING));
      return;
    }
    const opened = await openModal(client, body, WAITING);
    if (!opened) return;
    const view = suggestedPlan(record, await planning, setting) ?? notice(NOTHING);
    // Who closed it meanwhile does not want it any more.
    await client.views.update({ ...opened, view }).catch(() => undefined);
  });
}

async function suggest(ref: CaseRef, record: CaseRecord, records: Records): Promise<Planned> {
  const { db, clock, termsIn } = records;
  const { ready, curator } = await termsIn(ref.workspace);
  const taken = record.steps.filter(({ state }) => state !== 'dropped');
  const offered = offeredSteps(record.assessment, ready.pack, new Set(taken.map(({ id }) => id)));
  const room = Math.max(0, MOST_STEPS - openSteps(record).length);
  const planned = await curator.plan({
    assessment: record.assessment,
    offered,
    room,
    scope: casePrefix(ref),
  });
  const { cacheHits } = planned.usage;
  await noteUncalled(db, ref.workspace, dayOf(clock.now()), { cacheHits, fallbacks: 0 });
  return planned;
}

const notice = (text: string): ModalView => ({
  type: 'modal',
  title: plain('Make it a plan'),
  close: plain('Close'),
  blocks: [section(text)],
});

const WAITING = notice('One moment: I am choosing steps …');
