import type { InboxBody } from '../../store/inbound.ts';
import type { Act } from './act.ts';
import type { ActContext } from './act-context.ts';
import { putMessage } from './put-message.ts';

type Body = Extract<InboxBody, { kind: 'tell' }>;

/** Tells in the thread what somebody asked for by name; each request gets a message of its own. */
export const tell = ({ what, user, at }: Body, context: ActContext): Act => ({
  deed: undefined,
  write: (trx) => putMessage(trx, context, `told:${at}:${what}`, { kind: 'told', what, by: user }),
});
