import { createHash } from 'node:crypto';
import type { Inbound } from '../../store/inbound.ts';

/** What every inbound of an event has. */
export type Base = Pick<Inbound, 'workspace' | 'eventKey' | 'channel'>;

/** A Slack time stamp is a time in seconds. */
export const toMs = (ts: string): number => Math.round(Number(ts) * 1000);

/** An id that follows from what opened the case, so that the same event told twice opens it once. */
export function caseIdFor(workspace: string, source: string): string {
  const hash = createHash('sha256').update(`${workspace}\0${source}`).digest('hex');
  // The form of a version 8 UUID: any bits, but for version and variant.
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
