import type { Message } from '../../wire/message.ts';
import { changeMessage, messagesOf, repliesOf } from './messages.ts';
import type { World } from './world.ts';

/**
 * Deletes a message. One with replies leaves a tombstone behind, and the app hears of it as a change, not as a
 * deletion: that is how Slack does it.
 */
export function deleteMessage(world: World, channelId: string, previous: Message): void {
  if (repliesOf(world, channelId, previous.ts).length > 0) {
    changeMessage(world, channelId, {
      type: 'message',
      subtype: 'tombstone',
      ts: previous.ts,
      thread_ts: previous.ts,
      user: 'USLACKBOT',
      text: 'This message was deleted.',
      hidden: true,
    });
    return;
  }
  const list = messagesOf(world, channelId);
  list.splice(list.indexOf(previous), 1);
  dropEmptyTombstone(world, channelId, previous.thread_ts);
  world.happen({ kind: 'message-deleted', channel: channelId, previous });
}

/** A tombstone goes with its last reply. */
function dropEmptyTombstone(world: World, channelId: string, rootTs: string | undefined): void {
  if (!rootTs || repliesOf(world, channelId, rootTs).length > 0) return;
  const list = messagesOf(world, channelId);
  const index = list.findIndex((message) => message.ts === rootTs && message.subtype === 'tombstone');
  if (index >= 0) list.splice(index, 1);
}
