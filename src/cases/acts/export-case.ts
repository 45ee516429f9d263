import type { InboxBody } from '../../store/inbound.ts';
import type { Act } from './act.ts';
import type { ActContext } from './act-context.ts';
import { putMessage } from './put-message.ts';

type Body = Extract<InboxBody, { kind: 'export' }>;

/** Posts the case as a file; each request is a file of its own, which shows the case as it is then. */
export const exportCase = ({ user, at }: Body, context: ActContext): Act => ({
  deed: undefined,
  write: (trx) => putMessage(trx, context, `export:${at}`, { kind: 'export', by: user, at }),
});
