import { setTimeout as delay } from 'node:timers/promises';
import type { Inbound } from '../store/inbound.ts';

/** Who answers so soon may be heard by one process while another still keeps the mention that is answered. */
const SOON_MS = 5_000;
/** So long a mention takes where it is kept at all. What is said has to be kept itself, before Slack's three seconds are over. */
const AT_MOST_MS = 1_200;
const FIRST_WAIT_MS = 25;

/** Whether there is a case in a thread by now. */
export type IsOurs = (thread: { workspace: string; channel: string; threadTs: string }) => Promise<boolean>;

/**
 * Resolves once the thread in which something is said so soon after its beginning is known to be ours, or is likely not
 * to be: what is kept a moment too early would belong to no case, and be lost.
 */
export async function untilOurs(inbound: Inbound, isOurs: IsOurs): Promise<void> {
  const { workspace, channel, threadTs } = inbound;
  if (threadTs === undefined || inbound.caseId !== undefined || inbound.opening) return;
  if (inbound.at - Number(threadTs) * 1000 > SOON_MS || isOfRoot(inbound)) return;
  const until = performance.now() + AT_MOST_MS;
  for (let wait = FIRST_WAIT_MS; !(await isOurs({ workspace, channel, threadTs })); wait *= 2) {
    if (performance.now() + wait > until) return;
    await delay(wait);
  }
}

/** Whether somebody changes what they wrote a moment ago, in any channel; most of that is none of our business. */
const isOfRoot = ({ body, threadTs }: Inbound): boolean =>
  (body.kind === 'edit' && body.message.ts === threadTs) || (body.kind === 'delete' && body.ts === threadTs);
