import { WebAPIPlatformError } from '@slack/web-api';
import { z } from 'zod';
import type { Channels } from '../cases/channels.ts';
import { DAY_MS } from '../clock.ts';
import type { Cache } from '../store/cache/cache.ts';
import { within } from '../within.ts';
import type { Identities } from './identities.ts';
import { isDirect } from './is-direct.ts';

/** An acknowledgement may wait for this, and Slack waits for that no longer than three seconds. */
const LIMIT_MS = 1_200;

/** What Slack says of a channel that stays so for a day. */
const Known = z.object({ name: z.string(), shared: z.boolean() });
type Known = z.infer<typeof Known>;

/** Errors that say: we are not there. Of a private channel without us Slack says that it is not found. */
const NOT_THERE = ['channel_not_found', 'not_in_channel', 'method_not_supported_for_channel_type'];

/** What changes at any time. */
interface Seen {
  member: boolean | undefined;
  archived: boolean;
}

/** What there is to know of channels. */
export interface ChannelFacts extends Channels {
  /** Whether we are a member; undefined where Slack does not say. */
  isMember(workspace: string, channel: string): Promise<boolean | undefined>;
  /** Why we surely cannot post there; undefined where we can, or where Slack does not say. */
  noPosting(workspace: string, channel: string): Promise<'archived' | 'not-there' | undefined>;
}

/**
 * Knows channels by asking Slack once a day.
 * @param followed ids or names of the channels in which we may follow threads; undefined: in all
 */
export function createChannelFacts(
  identities: Identities,
  cache: Cache,
  followed: readonly string[] | undefined,
): ChannelFacts {
  const listed = followed && new Set(followed.map((each) => each.replace(/^#/, '').toLowerCase()));

  async function ask(workspace: string, channel: string): Promise<(Known & Seen) | undefined> {
    const { client } = await identities.of(workspace);
    const { channel: found } = await client.conversations.info({ channel });
    if (!found) return undefined;
    return {
      name: found.name ?? '',
      shared: found.is_ext_shared ?? false,
      member: found.is_im ? true : found.is_member,
      archived: found.is_archived ?? false,
    };
  }

  /** What Slack says now, if it says it in time. */
  async function see(workspace: string, channel: string): Promise<Seen | undefined> {
    try {
      return await within(LIMIT_MS, ask(workspace, channel));
    } catch (error) {
      const reason = error instanceof WebAPIPlatformError ? error.data.error : '';
      return NOT_THERE.includes(reason) ? { member: false, archived: false } : undefined;
    }
  }

  async function known(workspace: string, channel: string): Promise<Known | undefined> {
    const key = `${workspace}:channel:${channel}`;
    const cached = Known.safeParse(await cache.get(key));
    if (cached.success) return cached.data;
    const found = await ask(workspace, channel).catch(() => undefined);
    if (!found) return undefined;
    const { name, shared } = found;
    await cache.set(key, { name, shared }, DAY_MS);
    return { name, shared };
  }

  return {
    follows: async (workspace, channel) => {
      if (!listed || isDirect(channel) || listed.has(channel.toLowerCase())) return true;
      // Where only ids are listed, no name needs to be known.
      if ([...listed].every((each) => /^[cg][a-z0-9]{6,}$/.test(each))) return false;
      const found = await inTime(known(workspace, channel));
      return found !== undefined && listed.has(found.name.toLowerCase());
    },
    isShared: async (workspace, channel) =>
      isDirect(channel) ? false : (await inTime(known(workspace, channel)))?.shared,
    isMember: async (workspace, channel) => (await see(workspace, channel))?.member,
    noPosting: async (workspace, channel) => {
      const seen = await see(workspace, channel);
      if (seen?.archived) return 'archived';
      return seen?.member === false ? 'not-there' : undefined;
    },
  };
}

/** What Slack says, if it says it in time. */
const inTime = <T>(asked: Promise<T>): Promise<T | undefined> =>
  within(LIMIT_MS, asked).catch(() => undefined);
