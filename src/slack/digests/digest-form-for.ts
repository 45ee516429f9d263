import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { digestOf } from '../../digest/digests.ts';
import { type DigestMemory, digestForm } from '../forms/digest-form.ts';
import type { Lists } from '../lists.ts';
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
  { db, names }: Pick<Lists, 'db' | 'names'>,
): Promise<ModalView> {
  const [digest, zone] = await Promise.all([digestOf(db, workspace, place.target), userZone(client, user)]);
  return digestForm(place, {
    digest,
    zone,
    names: await names.of(workspace, digest ? [digest.setUpBy] : []),
  });
}
