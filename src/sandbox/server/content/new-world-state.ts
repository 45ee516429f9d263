import type { Channel } from '../../wire/channel.ts';
import type { Message } from '../../wire/message.ts';
import type { User } from '../../wire/user.ts';
import { richTextOf } from '../text/rich-text-of.ts';
import { typedText } from '../text/typed-text.ts';
import type { AppIdentity } from '../world/app-identity.ts';
import type { WorldState } from '../world/world-state.ts';
import type { ContentMessage, SandboxContent } from './sandbox-content.ts';

const MINUTE = 60_000;
const TEAM_ID = 'T0SANDBOX01';

/** Who is in the workspace, as its messages name them. */
interface Speakers {
  team: string;
  users: User[];
  channels: Channel[];
}

/**
 * @param now the time from which the messages' ages are counted back, in ms
 * @returns the state of a workspace that holds the content and nothing else
 */
export function newWorldState(
  content: SandboxContent,
  app: { name: string } & AppIdentity,
  now: number,
  teamId = TEAM_ID,
): WorldState {
  const users = [...content.users.map((person) => ({ ...person, isBot: false })), botUser(app)];
  const channels = content.channels.map(
    (channel, index): Channel => ({
      id: `C0SANDBOX${String(index + 1).padStart(2, '0')}`,
      name: channel.name,
      kind: channel.kind,
      created: now,
      creator: content.users[0]?.id ?? app.botUserId,
      members: channel.members.map((name) => (name === 'app' ? app.botUserId : idOf(users, name))),
      archived: false,
      shared: false,
      topic: channel.topic,
    }),
  );
  const messages = Object.fromEntries(
    content.channels.map((channel, index) => [
      channels[index]?.id ?? '',
      channel.messages
        .flatMap((said) => toMessages(said, { team: teamId, users, channels }, now))
        .sort((a, b) => Number(a.ts) - Number(b.ts)),
    ]),
  );
  return {
    version: 1,
    team: { id: teamId, ...content.team },
    users,
    channels,
    messages,
    files: [],
    homes: {},
    sessions: [],
    bookmarks: [],
    prompts: {},
    read: Object.fromEntries(
      users.map((user) => [user.id, Object.fromEntries(channels.map(({ id }) => [id, `${now / 1_000}`]))]),
    ),
    addressed: false,
    lastMicros: now * 1_000,
    startChannel: channels[0]?.id ?? '',
  };
}

function botUser(app: { name: string } & AppIdentity): User {
  const name = app.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '');
  return { id: app.botUserId, name, realName: app.name, tz: 'Etc/UTC', color: '0f766e', isBot: true };
}

function idOf(users: readonly User[], name: string): string {
  const found = users.find((user) => user.name === name);
  if (!found) throw new Error(`The content names a user "${name}" that it does not describe.`);
  return found.id;
}

function toMessages(said: ContentMessage, speakers: Speakers, now: number, root?: Message): Message[] {
  const text = typedText(said.text, speakers);
  const message: Message = {
    type: 'message',
    ts: `${Math.floor((now - said.minutesAgo * MINUTE) / 1_000)}.000100`,
    user: idOf(speakers.users, said.by),
    team: speakers.team,
    text,
    blocks: [richTextOf(text)],
    ...(root && { thread_ts: root.ts, parent_user_id: root.user }),
  };
  return [message, ...(said.replies ?? []).flatMap((reply) => toMessages(reply, speakers, now, message))];
}
