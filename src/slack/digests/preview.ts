import { previewDigest } from '../../digest/compose.ts';
import type { Digest, DigestTarget } from '../../digest/digest.ts';
import { digestMessage, peopleInDigest } from '../blocks/digest-message.ts';
import { context } from '../blocks/text-blocks.ts';
import type { Rendered } from '../blocks/verdict-message.ts';
import { digestSeenBy } from './digest-seen-by.ts';
import type { DigestShowing } from './digest-showing.ts';
import { usualSettings } from './usual-settings.ts';

/** Where Slack does not tell the viewer's zone. */
const ANY_ZONE = 'UTC';
const NONE_YET =
  'No digest is set up here yet; this is what one would say now. `/finetune digest` sets it up.';

/** What a digest would say now, for one person alone. Where none is set up, what a usual one would say. */
export async function digestPreview(
  workspace: string,
  target: DigestTarget,
  viewer: { user: string; zone: string | undefined },
  { db, packFor, names, clock, identities, digestVoice }: DigestShowing,
): Promise<Rendered> {
  const found = await digestSeenBy(viewer, workspace, target, { db, now: clock.now() });
  const digest = found ?? imagined(workspace, target, viewer, new Date(clock.now()));
  const content = await previewDigest(digest, clock.now(), { db, packFor, voice: digestVoice });
  const { pack } = await packFor(workspace);
  const message = digestMessage(content, pack, {
    names: await names.of(workspace, peopleInDigest(content)),
    workspaceUrl: (await identities.of(workspace)).workspaceUrl,
  });
  return found ? message : { ...message, blocks: [context(NONE_YET), ...message.blocks] };
}

/** A digest as it is set up when nobody chooses. */
const imagined = (
  workspace: string,
  target: DigestTarget,
  { user, zone = ANY_ZONE }: { user: string; zone: string | undefined },
  at: Date,
): Digest => ({
  workspace,
  id: '',
  target,
  channel: undefined,
  settings: usualSettings(target, zone),
  movesWithOwner: false,
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
