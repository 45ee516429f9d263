import type { App, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { Digest } from '../../../digest/digest.ts';
import { changeDigest, digestById, digestOf, setUpDigest, stopDigest } from '../../../digest/digests.ts';
import { scheduleInWords } from '../../../digest/schedule-in-words.ts';
import type { DigestSettings } from '../../../digest/settings.ts';
import { escapeText } from '../../blocks/mrkdwn.ts';
import { SubmissionBody } from '../../bodies.ts';
import type { DigestShowing } from '../../digests/digest-showing.ts';
import { inTime } from '../../digests/in-time.ts';
import { NO_DIGEST } from '../../digests/pressed-digest.ts';
import { stateInWords, stoppedInWords } from '../../digests/state-in-words.ts';
import { nameOfDigest } from '../../digests/where.ts';
import { DIGEST_FORM, type DigestMemory, digestObjection, readDigestForm } from '../../forms/digest-form.ts';
import { DROP_STEP_FORM, readDropStep } from '../../forms/drop-step-form.ts';
import { REASSIGN_FORM, readReassign } from '../../forms/reassign-form.ts';
import { readStopDigest, STOP_DIGEST_FORM } from '../../forms/stop-digest-form.ts';
import { notice } from '../../notice.ts';
import { caseOf, workspaceOf } from '../../press.ts';
import { findStep, whoEnded } from '../actions/step-at-hand.ts';
import { publishHome } from '../events/home-tab.ts';
import type { Records } from '../records.ts';

const NOT_KEPT =
  'I could not keep this: my database does not answer. Nothing is lost; try again in a minute.';
const NOT_DONE =
  'My database does not answer, so this may not be done. Press it again in a minute: twice does no harm.';
const BROKEN = 'I cannot read this form any more. Close it, and open it again.';
const ARCHIVED =
  'This channel is archived, so I cannot post in it. Choose the digest for you alone, or open the form in another channel.';
const NOT_THERE =
  'I am not in this channel, so I cannot post in it. Invite me with /invite and save this again; what you chose stays here until you close it.';
const CHANGED =
  'This digest was changed while you had the form open, so nothing of yours is saved. Close it and open it again to see how it is now.';

const MOVES = 'This is your time zone in Slack. When that changes, the digest moves with you.';

/** The forms of digests and of their lines. */
export function listenForDigestForms(app: App, all: DigestShowing & Records): void {
  // Written before Slack is answered.
  app.view<ViewSubmitAction>(DIGEST_FORM, async ({ ack, body, client }) => {
    const filled = readDigestForm(SubmissionBody.parse(body));
    if (!filled) return ack({ response_action: 'update', view: notice('Not saved', BROKEN) });
    if ('errors' in filled) return ack({ response_action: 'errors', errors: filled.errors });
    const { memory, settings } = filled;
    const saved = await inTime(save(memory, settings, body, all)).catch(() => NOT_KEPT);
    if (typeof saved === 'string')
      return ack({ response_action: 'errors', errors: digestObjection(memory, saved) });
    await ack({ response_action: 'update', view: savedView(saved) });
    if (memory.home) await publishHome(client, { workspace: saved.workspace, person: body.user.id }, all);
  });

  app.view<ViewSubmitAction>(STOP_DIGEST_FORM, async ({ ack, body }) => {
    const said = await inTime(stop(body, all)).catch(() => NOT_DONE);
    await ack({ response_action: 'update', view: notice('Digest', said) });
  });

  // What is filled in here is in the inbox by the time this runs, and perhaps worked on.
  app.view<ViewSubmitAction>(REASSIGN_FORM, async ({ ack, body }) => {
    const objection = await objectionTo(readReassign(SubmissionBody.parse(body), 0), body, all);
    await (objection ? ack({ response_action: 'errors', errors: { owner: objection } }) : ack());
  });
  app.view<ViewSubmitAction>(DROP_STEP_FORM, async ({ ack, body }) => {
    const objection = await objectionTo(readDropStep(SubmissionBody.parse(body), 0), body, all);
    await (objection ? ack({ response_action: 'update', view: notice('Not dropped', objection) }) : ack());
  });
}

/** @returns the digest as it is now, or what is wrong */
async function save(
  { target, shown, zone }: DigestMemory,
  settings: DigestSettings,
  body: ViewSubmitAction,
  { db, channels, clock }: DigestShowing,
): Promise<Digest | string> {
  const workspace = workspaceOf(body);
  const by = { user: body.user.id, at: clock.now(), zone };
  if (target.kind === 'person' && target.person !== by.user) return BROKEN;
  const blocked = target.kind === 'channel' ? await channels.noPosting(workspace, target.channel) : undefined;
  if (blocked) return blocked === 'archived' ? ARCHIVED : NOT_THERE;
  const found = await digestOf(db, workspace, target);
  // One that was stopped meanwhile is set up anew: that is what they want.
  if (!found) return setUpDigest(db, workspace, target, settings, by);
  if (found.id !== shown?.id || found.version !== shown.version)
    return isSame(found, settings, by.user) ? found : CHANGED;
  const changed = await changeDigest(db, found, shown.version, settings, by);
  return changed === 'changed' || changed === 'gone' ? CHANGED : changed;
}

/** Slack may send the same form twice. */
const isSame = (
  { settings: kept, setUpBy, state }: Digest,
  settings: DigestSettings,
  user: string,
): boolean =>
  state === 'on' &&
  setUpBy === user &&
  kept.time === settings.time &&
  kept.zone === settings.zone &&
  kept.skipQuiet === settings.skipQuiet &&
  kept.days.join() === settings.days.join() &&
  kept.include.join() === settings.include.join();

function savedView(digest: Digest): ModalView {
  const lines = [
    `${nameOfDigest(digest.target)} comes *${escapeText(scheduleInWords(digest.settings))}*${digest.settings.skipQuiet ? ', unless there is nothing new' : ''}.`,
    stateInWords(digest),
    ...(digest.movesWithOwner ? [MOVES] : []),
    '`/finetune digest preview` shows you what it would say now; `pause`, `resume`, `change` and `stop` in place of `preview` do as they say.',
  ];
  return notice('It is set up', lines.join('\n'));
}

/** Stops a digest, confirmed. @returns what became of it */
async function stop(body: ViewSubmitAction, { db }: DigestShowing): Promise<string> {
  const id = readStopDigest(SubmissionBody.parse(body));
  const digest = id === undefined ? undefined : await digestById(db, { workspace: workspaceOf(body), id });
  if (!digest) return NO_DIGEST;
  await stopDigest(db, digest);
  return stoppedInWords(digest);
}

/** What is to be said about a step that somebody wanted to change, where that is over. */
async function objectionTo(
  wanted: { caseId: string; content: { step: string } } | undefined,
  body: ViewSubmitAction,
  records: Records,
): Promise<string | undefined> {
  if (!wanted) return BROKEN;
  const ref = caseOf(body, wanted.caseId);
  // A database that is away now was not away when this was kept.
  const found = await findStep(ref, wanted.content.step, records).catch(() => undefined);
  if (found === undefined || typeof found === 'string') return found;
  const { state, updatedBy } = found.step;
  const over = state === 'done' || (state === 'dropped' && updatedBy !== body.user.id);
  return over ? whoEnded(found.step, ref.workspace, records) : undefined;
}
