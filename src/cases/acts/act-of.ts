import type { InboxBody } from '../../store/inbound.ts';
import type { Act } from './act.ts';
import { factsByHand } from './facts-by-hand.ts';
import { follow } from './follow.ts';

/** What an inbox row does to a case beside its conversation; undefined for what is only said. */
export function actOf(body: InboxBody): Act | undefined {
  switch (body.kind) {
    case 'facts':
      return factsByHand(body);
    case 'follow':
      return follow(body);
    default:
      return undefined;
  }
}
