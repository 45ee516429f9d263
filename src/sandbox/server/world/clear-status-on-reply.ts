import { clearStatus } from './statuses.ts';
import type { World } from './world.ts';

/** A reply of the app takes the status of its thread away. @returns a function that stops it */
export function clearStatusOnReply(world: World): () => void {
  return world.onHappening((happening) => {
    if (happening.kind !== 'message-posted' || happening.message.bot_id === undefined) return;
    if (happening.message.thread_ts) clearStatus(world, happening.channel, happening.message.thread_ts);
  });
}
