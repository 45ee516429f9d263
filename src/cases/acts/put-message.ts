import type { Transaction } from 'kysely';
import { putOutgoing } from '../../store/outbox.ts';
import type { Tables } from '../../store/tables.ts';
import type { StoredUtterance } from '../utterance.ts';
import type { ActContext } from './act-context.ts';

/** Has a message of an act's own posted in the case's thread, or changed there. */
export const putMessage = (
  trx: Transaction<Tables>,
  { ref, file }: ActContext,
  key: string,
  content: StoredUtterance,
): Promise<void> => putOutgoing(trx, ref, [{ key, channel: file.row.channel, content }]);
