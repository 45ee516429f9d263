import { randomUUID } from 'node:crypto';
import type { Channel } from '../../wire/channel.ts';
import type { Message } from '../../wire/message.ts';
import type { SayRequest } from '../../wire/person-requests.ts';
import type { User } from '../../wire/user.ts';
import { mentionsInText } from '../pings/mentions-in.ts';
import { Refusal } from '../refusal.ts';
import { richTextOf } from '../text/rich-text-of.ts';
import { typedText } from '../text/typed-text.ts';
import { noteFromSlack } from '../world/ephemerals.ts';
import { addFile } from '../world/files.ts';
import { writableChannel } from '../world/find-channel.ts';
import { findUser } from '../world/find-user.ts';
import { addMessage, findMessage } from '../world/messages.ts';
import { threadRoot } from '../world/thread-root.ts';
import { nextTs } from '../world/timestamps.ts';
import type { World } from '../world/world.ts';

/**
 * A person says something; `text` is what they typed, "@ana", "#random" and links and all.
 * @returns the ts of the message
 * @throws Refusal `no_text`, `not_in_channel`, `is_archived`, `channel_not_found`, `message_not_found`
 */
export function say(world: World, request: SayRequest): string {
  const user = findUser(world, request.user);
  const channel = writableChannel(world, user.id, request.channel);
  const files = (request.files ?? []).map((file) =>
    addFile(world, { ...file, user: user.id, channel: channel.id }),
  );
  if (request.text.trim() === '' && files.length === 0)
    throw new Refusal('no_text', 'There is nothing to send.');
  const text = typedText(request.text, world.state);
  const root =
    request.threadTs === undefined
      ? undefined
      : findMessage(world, channel.id, threadRoot(world, channel.id, request.threadTs));
  const message: Message = {
    type: 'message',
    ts: nextTs(world),
    user: user.id,
    text,
    client_msg_id: randomUUID(),
    team: world.state.team.id,
    ...(text && { blocks: [richTextOf(text)] }),
    ...(root && { thread_ts: root.ts, parent_user_id: root.user }),
    ...(files.length > 0 && { subtype: 'file_share', files }),
  };
  const forApp =
    channel.kind === 'im' || mentionsInText(text).some(({ target }) => target === world.identity.botUserId);
  if (forApp) world.state.addressed = true;
  addMessage(world, channel.id, message);
  if (forApp) offerInvitation(world, user, channel, request.threadTs);
  return message.ts;
}

/** Slack asks whether to invite an app that was mentioned where it is no member; the app hears nothing. */
function offerInvitation(world: World, user: User, channel: Channel, threadTs: string | undefined): void {
  if (channel.members.includes(world.identity.botUserId)) return;
  const text = `You mentioned ${world.app.name}, but it is not in this channel.`;
  noteFromSlack(world, { channel: channel.id, to: user.id, text, threadTs, invite: true });
}
