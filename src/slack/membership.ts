import type { WebClient } from '@slack/web-api';
import type { Clock } from '../clock.ts';
import { within } from '../within.ts';
import type { Identities } from './identities.ts';
import { isDirect } from './is-direct.ts';

/** A channel that a person is in, as far as we see it. */
export interface JoinedChannel {
  id: string;
  name: string;
  /** Whether people of another organisation are in it (Slack Connect). */
  shared: boolean;
}

/** What a person may see; unknown where Slack does not tell us. */
export type MayShow = 'yes' | 'no' | 'unknown';

/** Who is where now. What Slack says is used for a minute at most. */
export interface Membership {
  /** The public and private channels that a person is in, and of the private ones those that we are in too. @throws when Slack does not tell */
  channelsOf(workspace: string, user: string): Promise<ReadonlyMap<string, JoinedChannel>>;
  /** Whether a person may see a case: in a private channel its members alone, in a direct message who opened it. */
  mayShow(workspace: string, user: string, found: { channel: string; openedBy: string }): Promise<MayShow>;
  /** Whether a person is surely not in the channel any more, or their account is gone. */
  hasLeft(workspace: string, user: string, channel: string): Promise<boolean>;
}

const KEEP_MS = 60_000;
/** An acknowledgement waits for the answer, and Slack waits for that no longer than three seconds. */
const LIMIT_MS = 1_500;
/** Slack gives so many at a time at most; nobody is in more than ten times as many. */
const PAGE = 1_000;
const MOST_PAGES = 10;

type Channels = ReadonlyMap<string, JoinedChannel>;

export function createMembership(identities: Identities, clock: Clock): Membership {
  const known = new Map<string, { channels: Promise<Channels>; at: number }>();

  const keyOf = (workspace: string, user: string): string => `${workspace}:${user}`;

  function ask(workspace: string, user: string): Promise<Channels> {
    for (const [each, { at }] of known) if (clock.now() - at >= KEEP_MS) known.delete(each);
    const channels = identities.of(workspace).then(({ client }) => readChannels(client, user));
    const key = keyOf(workspace, user);
    known.set(key, { channels, at: clock.now() });
    // What failed is asked again.
    channels.catch(() => known.delete(key));
    return channels;
  }

  const channelsOf = (workspace: string, user: string): Promise<Channels> => {
    const found = known.get(keyOf(workspace, user));
    return found && clock.now() - found.at < KEEP_MS ? found.channels : ask(workspace, user);
  };

  async function mayShowIn(workspace: string, user: string, channel: string): Promise<MayShow> {
    // Who joined a moment ago is not sent away.
    if ((await channelsOf(workspace, user)).has(channel) || (await ask(workspace, user)).has(channel))
      return 'yes';
    const { client } = await identities.of(workspace);
    const { channel: info } = await client.conversations.info({ channel });
    if (!info) return 'unknown';
    return info.is_private || info.is_mpim || info.is_ext_shared ? 'no' : 'yes';
  }

  return {
    channelsOf,
    mayShow: async (workspace, user, { channel, openedBy }) => {
      if (isDirect(channel)) return user === openedBy ? 'yes' : 'no';
      return within(LIMIT_MS, mayShowIn(workspace, user, channel)).catch(() => 'unknown');
    },
    hasLeft: async (workspace, user, channel) => {
      try {
        const { client } = await identities.of(workspace);
        const { user: found } = await client.users.info({ user });
        if (found?.deleted) return true;
        return !isDirect(channel) && !(await ask(workspace, user)).has(channel);
      } catch {
        return false;
      }
    },
  };
}

async function readChannels(client: WebClient, user: string): Promise<Channels> {
  const found = new Map<string, JoinedChannel>();
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await client.users.conversations({
      user,
      types: 'public_channel,private_channel',
      limit: PAGE,
      ...(cursor ? { cursor } : {}),
    });
    for (const { id, name, is_ext_shared: shared } of answer.channels ?? [])
      if (id) found.set(id, { id, name: name ?? id, shared: shared ?? false });
    cursor = answer.response_metadata?.next_cursor ?? '';
    if (cursor === '') break;
  }
  return found;
}
