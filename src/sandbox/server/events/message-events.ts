import type { Channel } from '../../wire/channel.ts';
import type { JsonObject } from '../../wire/json.ts';
import type { Message } from '../../wire/message.ts';
import { wireMessage } from '../api/wire-message.ts';
import { mentionsInText } from '../pings/mentions-in.ts';
import { nextTs } from '../world/timestamps.ts';
import type { World } from '../world/world.ts';
import type { AppEvent } from './app-event.ts';
import { channelType, messageSubscription } from './subscription.ts';

/** @returns what the app hears of a new message: the message, and a mention of the app once more as such */
export function postedEvents(world: World, channel: Channel, message: Message): AppEvent[] {
  const where = { channel: channel.id, event_ts: message.ts };
  const body = { ...withoutMetadata(message), ...where };
  const asMessage: AppEvent = {
    subscription: messageSubscription(channel),
    channel: channel.id,
    event: { ...body, channel_type: channelType(channel) },
  };
  if (channel.kind === 'im' || !mentionsApp(world, message)) return [asMessage];
  const asMention: AppEvent = {
    subscription: { name: 'app_mention', scope: 'app_mentions:read' },
    channel: channel.id,
    event: { ...body, type: 'app_mention' },
  };
  return [asMention, asMessage];
}

/** @returns what the app hears of a changed message; its own updates come back to it, too */
export function changedEvents(
  world: World,
  channel: Channel,
  message: Message,
  previous: Message,
): AppEvent[] {
  const ts = nextTs(world);
  return [
    hidden(channel, {
      subtype: 'message_changed',
      message: wireMessage(world, channel.id, message),
      previous_message: wireMessage(world, channel.id, previous),
      ts,
      event_ts: ts,
    }),
  ];
}

/** @returns what the app hears of a deleted message */
export function deletedEvents(world: World, channel: Channel, previous: Message): AppEvent[] {
  const ts = nextTs(world);
  return [
    hidden(channel, {
      subtype: 'message_deleted',
      previous_message: wireMessage(world, channel.id, previous),
      deleted_ts: previous.ts,
      ts,
      event_ts: ts,
    }),
  ];
}

function hidden(channel: Channel, event: JsonObject): AppEvent {
  return {
    subscription: messageSubscription(channel),
    channel: channel.id,
    event: {
      type: 'message',
      hidden: true,
      channel: channel.id,
      channel_type: channelType(channel),
      ...event,
    },
  };
}

function mentionsApp(world: World, message: Message): boolean {
  if (
    message.subtype !== undefined &&
    message.subtype !== 'file_share' &&
    message.subtype !== 'thread_broadcast'
  )
    return false;
  if (message.bot_id === world.identity.botId) return false;
  return mentionsInText(message.text).some((mention) => mention.target === world.identity.botUserId);
}

function withoutMetadata({ metadata: _metadata, ...message }: Message): JsonObject {
  return message;
}
