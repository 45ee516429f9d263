import type { EnteredValues } from '../../wire/element-value.ts';
import type { JsonObject } from '../../wire/json.ts';
import type { ClickRequest } from '../../wire/person-requests.ts';
import type { View } from '../../wire/view.ts';
import { wireMessage } from '../api/wire-message.ts';
import { Refusal } from '../refusal.ts';
import { looksBefore, messageKey } from '../world/before-redraw.ts';
import { readableChannel } from '../world/find-channel.ts';
import { findMessage } from '../world/messages.ts';
import { findModal } from '../world/modals.ts';
import type { World } from '../world/world.ts';
import { mergeEntered } from './merge-entered.ts';
import { issueResponseUrl } from './response-urls.ts';
import { viewState } from './view-state.ts';

/** Where something was clicked: its blocks, and what the payload says of the place. */
export interface ClickTarget {
  blocks: JsonObject[];
  /** What stood there before it was redrawn, the newest first. */
  before: readonly JsonObject[][];
  describe(): JsonObject;
  viewId?: string;
  channel?: string;
  threadTs?: string | undefined;
}

/**
 * @returns the message, ephemeral message, modal or Home view that was clicked in
 * @throws Refusal when the person does not see it, or it is not the app's
 */
export function clickTarget(world: World, userId: string, request: ClickRequest): ClickTarget {
  if (request.viewId !== undefined) return viewTarget(world, userId, request.viewId, request.values ?? {});
  if (request.channel === undefined || request.messageTs === undefined) {
    throw new Refusal('no_target', 'A click needs a viewId, or a channel and messageTs.');
  }
  const channel = readableChannel(world, userId, request.channel);
  return messageTarget(
    world,
    userId,
    { id: channel.id, name: channel.name },
    request.messageTs,
    request.values ?? {},
  );
}

function viewTarget(world: World, userId: string, viewId: string, values: EnteredValues): ClickTarget {
  const home = world.state.homes[userId];
  if (home?.id === viewId) return describedView(home, values, looksBefore(world, viewId));
  const found = findModal(world, { viewId });
  if (found?.userId !== userId) throw new Refusal('view_not_found', `${userId} has no view ${viewId} open.`);
  found.modal.entered = mergeEntered(found.modal.entered, values);
  return describedView(found.modal.view, found.modal.entered, []);
}

function describedView(view: View, entered: EnteredValues, before: ClickTarget['before']): ClickTarget {
  return {
    blocks: view.blocks,
    before,
    viewId: view.id,
    describe: () => ({
      container: { type: 'view', view_id: view.id },
      view: { ...view, state: viewState(view.blocks, entered) },
    }),
  };
}

function messageTarget(
  world: World,
  userId: string,
  channel: { id: string; name: string },
  ts: string,
  values: EnteredValues,
): ClickTarget {
  const ephemeral = world.volatile.ephemerals.find((shown) => shown.to === userId && shown.ts === ts);
  const message = ephemeral ? undefined : findMessage(world, channel.id, ts);
  if (message && message.bot_id !== world.identity.botId)
    throw new Refusal('not_the_apps', 'That is not a message of the app.');
  const blocks = (ephemeral ?? message)?.blocks ?? [];
  const threadTs = ephemeral ? ephemeral.threadTs : message?.thread_ts;
  const about = { user: userId, channel: channel.id, original: { ts, ephemeral: ephemeral !== undefined } };
  return {
    blocks,
    before: looksBefore(world, messageKey(channel.id, ts)),
    channel: channel.id,
    threadTs,
    describe: () => ({
      container: {
        type: 'message',
        message_ts: ts,
        channel_id: channel.id,
        is_ephemeral: ephemeral !== undefined,
        ...(threadTs && { thread_ts: threadTs }),
      },
      channel,
      ...(message && { message: wireMessage(world, channel.id, message) }),
      state: viewState(blocks, values),
      response_url: issueResponseUrl(world, about),
    }),
  };
}
