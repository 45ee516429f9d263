import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { type DigestMemory, digestForm } from '../forms/digest-form.ts';
import type { Lists } from '../lists.ts';
import { digestSeenBy } from './digest-seen-by.ts';
import { userZone } from './user-zone.ts';

/** Who looks at a digest's form. */
interface Viewer {
  workspace: string;
  user: string;
}

/** The form of the digest of a channel or a person as it stands now, or of a new one in the viewer's time zone. */
export async function digestFormFor(
  place: Pick<DigestMemory, 'target' | 'channel'> & { home?: boolean },
  { workspace, user }: Viewer,
  client: WebClient,
  { db, names, clock }: Pick<Lists, 'db' | 'names' | 'clock'>,
): Promise<ModalView> {
  const zone = await userZone(client, user);
  const digest = await digestSeenBy({ user, zone }, workspace, place.target, { db, now: clock.now() });
  return digestForm(place, {
    digest,
    zone,
    names: await names.of(workspace, digest ? [digest.setUpBy] : []),
  });
}
