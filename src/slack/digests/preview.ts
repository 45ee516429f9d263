import { previewDigest } from '../../digest/compose.ts';
import type { Digest, DigestTarget } from '../../digest/digest.ts';
import { digestOf } from '../../digest/digests.ts';
import { digestMessage, peopleInDigest } from '../blocks/digest-message.ts';
import { context } from '../blocks/text-blocks.ts';
import type { Rendered } from '../blocks/verdict-message.ts';
import type { DigestShowing } from './digest-showing.ts';
import { usualSettings } from './usual-settings.ts';

const NONE_YET =
  'No digest is set up here yet; this is what one would say now. `/finetune digest` sets it up.';

/** What a digest would say now, for one person alone. Where none is set up, what a usual one would say. */
export async function digestPreview(
  workspace: string,
  target: DigestTarget,
  viewer: { user: string; zone: string },
  { db, pack, names, clock, workspaceUrl, digestVoice }: DigestShowing,
): Promise<Rendered> {
  const found = await digestOf(db, workspace, target);
  const digest = found ?? imagined(workspace, target, viewer, new Date(clock.now()));
  const content = await previewDigest(digest, clock.now(), { db, pack, voice: digestVoice });
  const message = digestMessage(content, pack, {
    names: await names.of(workspace, peopleInDigest(content)),
    workspaceUrl,
  });
  return found ? message : { ...message, blocks: [context(NONE_YET), ...message.blocks] };
}

/** A digest as it is set up when nobody chooses. */
const imagined = (
  workspace: string,
  target: DigestTarget,
  { user, zone }: { user: string; zone: string },
  at: Date,
): Digest => ({
  workspace,
  id: '',
  target,
  channel: undefined,
  settings: usualSettings(target, zone),
  setUpBy: user,
  setUpAt: at,
  state: 'paused',
  stoppedBecause: undefined,
  nextRunAt: undefined,
  lastSentAt: undefined,
  lastDay: undefined,
  unanswered: 0,
  version: 0,
});
