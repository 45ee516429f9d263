import type { Outcome } from '../../wire/outcome.ts';
import type { ShortcutRequest } from '../../wire/person-requests.ts';
import { wireMessage } from '../api/wire-message.ts';
import type { Carrier } from '../delivery/carrier.ts';
import { Refusal } from '../refusal.ts';
import { noteFromSlack } from '../world/ephemerals.ts';
import { readableChannel } from '../world/find-channel.ts';
import { findUser } from '../world/find-user.ts';
import { findMessage } from '../world/messages.ts';
import { nextTs } from '../world/timestamps.ts';
import type { World } from '../world/world.ts';
import { askApp } from './ask-app.ts';
import { interactionBase } from './interaction-base.ts';
import { issueResponseUrl } from './response-urls.ts';
import { issueTrigger } from './triggers.ts';

/**
 * A person chooses one of the app's shortcuts in a message's menu. The app need not be in the channel.
 * @throws Refusal `shortcut_not_found`, or when they do not see the message
 */
export async function messageShortcut(
  world: World,
  carrier: Carrier,
  request: ShortcutRequest,
): Promise<Outcome> {
  const user = findUser(world, request.user);
  const channel = readableChannel(world, user.id, request.channel);
  const message = findMessage(world, channel.id, request.messageTs);
  const declared = world.app.shortcuts?.some((shortcut) => shortcut.callbackId === request.callbackId);
  if (!declared) throw new Refusal('shortcut_not_found', `The app has no shortcut "${request.callbackId}".`);
  const reply = await askApp(carrier, 'interactive', {
    ...interactionBase(world, 'message_action', user),
    callback_id: request.callbackId,
    trigger_id: issueTrigger(world, user.id),
    action_ts: nextTs(world),
    message_ts: message.ts,
    message: wireMessage(world, channel.id, message),
    channel: { id: channel.id, name: channel.name },
    response_url: issueResponseUrl(world, { user: user.id, channel: channel.id }),
  });
  if (reply.acked) return { outcome: 'acked' };
  const text = `${world.app.name} failed with the error "${reply.error}".`;
  noteFromSlack(world, { channel: channel.id, to: user.id, text, threadTs: message.thread_ts });
  return { outcome: 'failed', error: reply.error };
}
