import type { StopRequest } from '../../wire/person-requests.ts';
import { streamKey } from '../streams/open-stream.ts';
import { readableChannel } from '../world/find-channel.ts';
import { findUser } from '../world/find-user.ts';
import { changeMessage, repliesOf } from '../world/messages.ts';
import type { World } from '../world/world.ts';

/** A person presses Stop in a thread: streams end, and the app is told; it has to leave `processing` itself. */
export function stopSession(world: World, request: StopRequest): void {
  const user = findUser(world, request.user);
  const channel = readableChannel(world, user.id, request.channel);
  const streaming = repliesOf(world, channel.id, request.threadTs).filter(
    (m) => m.streaming_state === 'in_progress',
  );
  for (const message of streaming) {
    const stream = world.volatile.streams.get(streamKey(channel.id, message.ts));
    if (stream) stream.stoppedByUser = true;
    changeMessage(world, channel.id, { ...message, streaming_state: 'completed' });
  }
  world.happen({
    kind: 'session-stopped',
    channel: channel.id,
    user: user.id,
    threadTs: request.threadTs,
    streaming: streaming.map((message) => message.ts),
  });
}
