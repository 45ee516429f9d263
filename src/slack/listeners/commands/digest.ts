import type { AckFn, RespondArguments, SlashCommand } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Digest } from '../../../digest/digest.ts';
import { digestOf, noteReaction, pauseDigest, resumeDigest, stopDigest } from '../../../digest/digests.ts';
import type { DigestDeed } from '../../command-text.ts';
import { digestFormFor } from '../../digests/digest-form-for.ts';
import type { DigestShowing } from '../../digests/digest-showing.ts';
import { inTime } from '../../digests/in-time.ts';
import { digestPreview } from '../../digests/preview.ts';
import { pausedInWords, resumedInWords, stateInWords } from '../../digests/state-in-words.ts';
import { userZone } from '../../digests/user-zone.ts';
import { nameOfDigest, targetIn } from '../../digests/where.ts';
import { isDirect } from '../../is-direct.ts';
import { openModal } from '../../open-modal.ts';
import { respond } from '../../respond.ts';
import { workspaceOfCommand } from '../../workspace-of.ts';

const AWAY =
  'My database does not answer, so this may not be done. Type it again in a minute: twice does no harm.';
const NO_PREVIEW = 'I could not put it together just now. Nothing is lost; please try again in a minute.';
const NONE = 'There is no digest here. `/finetune digest` sets one up.';

type Ack = AckFn<string | RespondArguments>;

/** `/finetune digest …`. What changes a digest is written before Slack is answered. */
export async function answerDigest(
  deed: DigestDeed,
  command: SlashCommand,
  ack: Ack,
  client: WebClient,
  showing: DigestShowing,
): Promise<void> {
  if (deed === 'preview') {
    await ack();
    await preview(command, client, showing);
    return;
  }
  let said: string | undefined;
  try {
    said =
      deed === 'change' ? await open(command, client, showing) : await inTime(change(deed, command, showing));
  } catch {
    said = AWAY;
  }
  await (said === undefined ? ack() : ack({ response_type: 'ephemeral', text: said }));
}

/** Opens the form. @returns what is to be said instead, where it did not open */
async function open(
  command: SlashCommand,
  client: WebClient,
  showing: DigestShowing,
): Promise<string | undefined> {
  const { channel_id: channel, user_id: user, trigger_id } = command;
  const place = { target: targetIn(channel, user), ...(isDirect(channel) ? {} : { channel }) };
  const form = await digestFormFor(place, { workspace: workspaceOfCommand(command), user }, client, showing);
  let late: string | undefined;
  await openModal(client, { trigger_id }, form, (text) => {
    late = text;
  });
  return late;
}

/** Shows what it would say now. It may ask Slack where people are, so the command is answered later. */
async function preview(command: SlashCommand, client: WebClient, showing: DigestShowing): Promise<void> {
  const { channel_id: channel, user_id: user, response_url: url } = command;
  try {
    const zone = await userZone(client, user);
    const target = targetIn(channel, user);
    const message = await digestPreview(workspaceOfCommand(command), target, { user, zone }, showing);
    await respond(url, { ...message, response_type: 'ephemeral' });
  } catch (error) {
    await respond(url, { text: NO_PREVIEW, response_type: 'ephemeral' }).catch(() => undefined);
    throw error;
  }
}

/** Pauses, resumes or stops the digest of the place. @returns what became of it */
async function change(
  deed: 'pause' | 'resume' | 'stop',
  command: SlashCommand,
  { db, clock }: DigestShowing,
): Promise<string> {
  const found = await digestOf(
    db,
    workspaceOfCommand(command),
    targetIn(command.channel_id, command.user_id),
  );
  if (!found) return NONE;
  await noteReaction(db, found);
  switch (deed) {
    case 'pause':
      if (found.state !== 'on') return `Nothing is to be paused. ${howItStands(found)}`;
      await pauseDigest(db, found);
      return pausedInWords(found);
    case 'resume': {
      if (found.state === 'on') return `Nothing is to be resumed. ${howItStands(found)}`;
      const resumed = await resumeDigest(db, found, clock.now());
      return resumed ? resumedInWords(resumed) : NONE;
    }
    case 'stop':
      await stopDigest(db, found);
      return `${nameOfDigest(found.target)} is stopped. What it posted stays. \`/finetune digest\` sets up a new one.`;
  }
}

const howItStands = (digest: Digest): string => `${nameOfDigest(digest.target)}: ${stateInWords(digest)}`;
