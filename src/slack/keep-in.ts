import type { Channels } from '../cases/channels.ts';
import type { GroupCommit } from '../store/group-commit.ts';
import type { Inbound } from '../store/inbound.ts';
import { type IsOurs, untilOurs } from './until-ours.ts';

/**
 * Keeps what arrives. A case that is opened where threads are not followed begins as one that is left alone; what is said
 * right after a mention is kept once that is.
 */
export const keepIn =
  (inbox: Pick<GroupCommit<Inbound>, 'add'>, { channels, isOurs }: { channels: Channels; isOurs: IsOurs }) =>
  async (inbound: Inbound): Promise<void> => {
    const { opening, workspace, channel } = inbound;
    if (!opening) {
      await untilOurs(inbound, isOurs);
      return inbox.add(inbound);
    }
    const following = await channels.follows(workspace, channel);
    return inbox.add(following ? inbound : { ...inbound, opening: { ...opening, following } });
  };
