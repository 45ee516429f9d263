import type { Transaction } from 'kysely';
import type { Statement } from '../../advisor/fact.ts';
import type { CaseRef } from '../../store/case-ref.ts';
import type { Outgoing } from '../../store/outbox.ts';
import type { Tables } from '../../store/tables.ts';
import type { Deed } from '../utterance.ts';

/** What somebody did by hand, beside talking: it changes the case file, and the thread is told. */
export interface Act {
  /** Said in the turn's reply; undefined where the change shows elsewhere. */
  deed: Deed | undefined;
  /** Said in the turn's reply without a name. */
  note?: string;
  /** Changes what was stated, before the situation is computed of it. */
  restate?(statements: readonly Statement[]): Statement[];
  /** Written with the turn, in its transaction. */
  write?(trx: Transaction<Tables>, ref: CaseRef): Promise<void>;
  /** Messages of its own, beside verdict and reply. */
  outgoing?: readonly Outgoing[];
}
