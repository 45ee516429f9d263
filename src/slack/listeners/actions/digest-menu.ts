import type { App, BlockAction, ButtonAction, OverflowAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Digest } from '../../../digest/digest.ts';
import { noteReaction, pauseDigest, resumeDigest, stopDigest } from '../../../digest/digests.ts';
import { redrawAnswered } from '../../../digest/redraw.ts';
import {
  DIGEST_GO_ON_ACTION,
  DIGEST_MENU_ACTION,
  DIGEST_PAUSE_ACTION,
  DIGEST_STOP_ACTION,
  readDigestValue,
} from '../../blocks/digest-actions.ts';
import { digestFormFor } from '../../digests/digest-form-for.ts';
import type { DigestShowing } from '../../digests/digest-showing.ts';
import { inTime } from '../../digests/in-time.ts';
import { type DigestPress, NO_DIGEST, pressedDigest } from '../../digests/pressed-digest.ts';
import { digestPreview } from '../../digests/preview.ts';
import {
  comesInWords,
  pausedInWords,
  resumedInWords,
  stateInWords,
  stoppedInWords,
} from '../../digests/state-in-words.ts';
import { userZone } from '../../digests/user-zone.ts';
import { nameOfDigest, targetIn } from '../../digests/where.ts';
import { DIGEST_OTHER_ACTION, digestMemory } from '../../forms/digest-form.ts';
import { stopDigestForm } from '../../forms/stop-digest-form.ts';
import { openModal } from '../../open-modal.ts';
import { workspaceOf } from '../../press.ts';
import { respond } from '../../respond.ts';
import { tellAlone } from '../../tell-alone.ts';
import { updateView } from '../../update-view.ts';

const NOT_DONE =
  'My database does not answer, so this may not be done. Press it again in a minute: twice does no harm.';

/** The digest's own menu, and the buttons below one that asks whether to go on. What they change is written before the acknowledgement. */
export function listenForDigestMenu(app: App, showing: DigestShowing): void {
  const { db, clock } = showing;

  /** The digest, once it is noted that somebody reacted to it; or what is to be said instead. */
  async function pressed(press: DigestPress, id: string | undefined): Promise<Digest | string> {
    const digest = await pressedDigest(press, id ?? '', showing);
    if (typeof digest !== 'string') await noteReaction(db, digest);
    return digest;
  }

  const goOn = async (digest: Digest): Promise<string> =>
    `Good. ${nameOfDigest(digest.target)} ${comesInWords(digest)}`;

  async function pause(digest: Digest): Promise<string> {
    if (digest.state !== 'on')
      return `${nameOfDigest(digest.target)} does not come now anyway. ${stateInWords(digest)}`;
    await pauseDigest(db, digest);
    return pausedInWords(digest);
  }

  async function resume(digest: Digest): Promise<string> {
    if (digest.state === 'on') return `${nameOfDigest(digest.target)} comes anyway. ${stateInWords(digest)}`;
    const resumed = await resumeDigest(db, digest, clock.now());
    return resumed ? resumedInWords(resumed) : NO_DIGEST;
  }

  async function stop(digest: Digest): Promise<string> {
    await stopDigest(db, digest);
    return stoppedInWords(digest);
  }

  const buttons = [
    [DIGEST_GO_ON_ACTION, 'go-on', goOn],
    [DIGEST_PAUSE_ACTION, 'pause', pause],
    [DIGEST_STOP_ACTION, 'stop', stop],
  ] as const;
  for (const [actionId, answer, work] of buttons) {
    app.action<BlockAction<ButtonAction>>(actionId, async ({ body, action, ack }) => {
      const answered = async (): Promise<{ said: string; isDone: boolean }> => {
        const found = await pressed(body, action.value);
        return typeof found === 'string'
          ? { said: found, isDone: false }
          : { said: await work(found), isDone: true };
      };
      const { said, isDone } = await inTime(answered()).catch(() => ({ said: NOT_DONE, isDone: false }));
      await ack();
      await tellAlone(body, said);
      if (isDone) await showAnswer(body, answer);
    });
  }

  /** The buttons go, so that nobody answers a second time. Where Slack does not let them, they do no harm. */
  async function showAnswer(
    body: BlockAction<ButtonAction>,
    answer: 'go-on' | 'pause' | 'stop',
  ): Promise<void> {
    if (!body.channel || !body.message) return;
    const message = { workspace: workspaceOf(body), channel: body.channel.id, ts: body.message.ts };
    await redrawAnswered(message, { by: body.user.id, answer }, showing);
  }

  app.action<BlockAction<OverflowAction>>(DIGEST_MENU_ACTION, async ({ body, action, ack, client }) => {
    const chosen = readDigestValue(action.selected_option.value);
    const chosenDigest = async (): Promise<Digest | string> => {
      const digest = await pressed(body, chosen?.digest);
      if (typeof digest === 'string') return digest;
      if (chosen?.choice === 'pause') return pause(digest);
      return chosen?.choice === 'resume' ? resume(digest) : digest;
    };
    const found = await inTime(chosenDigest()).catch(() => NOT_DONE);
    await ack();
    if (typeof found === 'string') await tellAlone(body, found);
    else if (chosen?.choice === 'preview') await preview(body, found, client);
    else if (chosen?.choice === 'stop') await openModal(client, body, stopDigestForm(found));
    else await openForm(body, found, client);
  });

  async function preview(
    body: BlockAction<OverflowAction>,
    { target }: Digest,
    client: WebClient,
  ): Promise<void> {
    const { id: user } = body.user;
    const zone = await userZone(client, user);
    const message = await digestPreview(workspaceOf(body), target, { user, zone }, showing);
    await respond(body.response_url, { ...message, response_type: 'ephemeral', replace_original: false });
  }

  async function openForm(press: DigestPress, { target }: Digest, client: WebClient): Promise<void> {
    const viewer = { workspace: workspaceOf(press), user: press.user.id };
    await openModal(client, press, await digestFormFor({ target }, viewer, client, showing));
  }

  // In the form: the channel's digest instead of one's own, or the other way round.
  app.action<BlockAction<ButtonAction>>(DIGEST_OTHER_ACTION, async ({ body, action, ack, client }) => {
    await ack();
    const memory = body.view && digestMemory(body.view.private_metadata);
    if (!body.view || memory?.channel === undefined) return;
    const { channel } = memory;
    const viewer = { workspace: workspaceOf(body), user: body.user.id };
    const target =
      action.value === 'person'
        ? { kind: 'person' as const, person: viewer.user }
        : targetIn(channel, viewer.user);
    const form = await digestFormFor({ target, channel }, viewer, client, showing);
    await updateView(client, body.view.id, form);
  });
}
