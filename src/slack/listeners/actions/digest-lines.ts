import type { App, BlockAction, OverflowAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { dayOf } from '../../../clock.ts';
import type { DigestRef } from '../../../digest/digest.ts';
import { noteReaction, snoozeLine } from '../../../digest/digests.ts';
import { redrawSnoozed } from '../../../digest/redraw.ts';
import { loadDecisions } from '../../../store/decisions.ts';
import { type ChosenLine, DIGEST_LINE_ACTION, readLineChoice } from '../../blocks/digest-actions.ts';
import { dayInWords, nextLook } from '../../day-in-words.ts';
import type { DigestShowing } from '../../digests/digest-showing.ts';
import { inTime } from '../../digests/in-time.ts';
import { pressedDigest } from '../../digests/pressed-digest.ts';
import { doneForm } from '../../forms/done-form.ts';
import { dropStepForm } from '../../forms/drop-step-form.ts';
import { reassignForm } from '../../forms/reassign-form.ts';
import { openModal } from '../../open-modal.ts';
import { caseOf } from '../../press.ts';
import { tellAlone } from '../../tell-alone.ts';
import type { Records } from '../records.ts';
import { openDecision } from './decisions.ts';
import { openAnswer } from './fact-actions.ts';
import { findOpenStep } from './step-at-hand.ts';

const NOT_DONE =
  'My database does not answer, so this may not be done. Choose it again in a minute: twice does no harm.';
const DECIDED_ANEW =
  'This was decided anew meanwhile, so nothing is changed. The thread has the new decision.';

type Chosen = BlockAction<OverflowAction>;

/** The menu (⋯) of a line. The guard has seen to it that who chose may see the case. */
export function listenForDigestLines(app: App, all: DigestShowing & Records): void {
  app.action<Chosen>(DIGEST_LINE_ACTION, async ({ body, action, ack, client }) => {
    const chosen = readLineChoice({ blockId: action.block_id, value: action.selected_option.value });
    const done = chosen && (await inTime(written(chosen, body, all)).catch(() => NOT_DONE));
    await ack();
    if (typeof done === 'string') await tellAlone(body, done);
    else if (done) {
      await tellAlone(body, done.said);
      await redrawSnoozed(done.digest, done.line, done.days, all);
    } else if (chosen) await opened(chosen, body, client, all);
  });
}

/** A line that was snoozed. */
interface Snoozed {
  said: string;
  digest: DigestRef;
  line: ChosenLine;
  days: 1 | 7;
}

/** What is done at once, before Slack is answered. @returns what is to be said; undefined where a form is to be opened */
async function written(
  chosen: ChosenLine,
  body: Chosen,
  all: DigestShowing,
): Promise<string | Snoozed | undefined> {
  const digest = await pressedDigest(body, chosen.digest, all);
  if (typeof digest !== 'string') await noteReaction(all.db, digest);
  switch (chosen.choice) {
    case 'snooze-day':
    case 'snooze-week': {
      if (typeof digest === 'string') return digest;
      const days = chosen.choice === 'snooze-day' ? 1 : 7;
      await snoozeLine(all.db, digest, chosen, days, all.clock.now());
      const said = `I leave it out of this digest for ${days === 1 ? 'a day' : 'a week'}. Nothing else is changed.`;
      return { said, digest, line: chosen, days };
    }
    case 'still-right':
      return stillRight(chosen, body, all);
    default:
      return undefined;
  }
}

/** Moves the day to look at a decision again; the thread is told by the case's next turn. */
async function stillRight(
  { caseId, item }: ChosenLine,
  body: Chosen,
  { db, clock, keep }: DigestShowing,
): Promise<string> {
  const ref = caseOf(body, caseId);
  const [decision] = await loadDecisions(db, ref);
  if (item === undefined || decision?.id !== item) return DECIDED_ANEW;
  const now = clock.now();
  const lookAgain = nextLook(dayOf(now));
  await keep({
    ...ref,
    eventKey: `action:${body.trigger_id}`,
    channel: '',
    threadTs: undefined,
    opening: undefined,
    body: { kind: 'decision-kept', user: body.user.id, at: now, decision: item, lookAgain },
    at: now,
  });
  return `Good. It is to be looked at again on ${dayInWords(lookAgain)}; the thread is told.`;
}

/** Opens the form of what needs words, or who is to be asked first. */
async function opened(
  { choice, caseId, item }: ChosenLine,
  body: Chosen,
  client: WebClient,
  all: DigestShowing & Records,
): Promise<void> {
  if (choice === 'answer') return openAnswer(body, caseId, client, all);
  if (choice === 'reopen') return openDecision(body, caseId, client, all);
  const found = await findOpenStep(caseOf(body, caseId), item, all);
  if (typeof found === 'string') return tellAlone(body, found);
  const { ref, step } = found;
  switch (choice) {
    case 'done':
      await openModal(client, body, doneForm(caseId, step, (await all.packFor(ref.workspace)).pack));
      return;
    case 'reassign':
      await openModal(client, body, reassignForm(caseId, step));
      return;
    case 'drop':
      await openModal(client, body, dropStepForm(caseId, step));
  }
}
