import type { World } from './world.ts';
import type { Session } from './world-state.ts';

/** @returns the agent session of a thread; `threadTs` is '' for a conversation without threads */
export function findSession(world: World, channel: string, threadTs: string): Session | undefined {
  return world.state.sessions.find((session) => session.channel === channel && session.threadTs === threadTs);
}

/** Creates the session, or changes the status of the one there is. */
export function setSession(world: World, session: Session): void {
  const known = findSession(world, session.channel, session.threadTs);
  if (known) known.status = session.status;
  else world.state.sessions.push(session);
  world.changed();
}
