import type { Inbound } from '../../store/inbound.ts';
import type { StopEvent } from '../bodies.ts';
import { type Base, toMs } from './base.ts';

/** Somebody pressed Stop in the session of a thread. */
export function fromStop({ user, thread_ts: threadTs, event_ts: ts }: StopEvent, base: Base): Inbound {
  const at = toMs(ts);
  return { ...base, threadTs, opening: undefined, body: { kind: 'stop', user, at }, at };
}
