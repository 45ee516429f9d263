import type { Transaction } from 'kysely';
import type { Recorded } from '../../advisor/fact.ts';
import type { Pack } from '../../advisor/pack.ts';
import type { Situation } from '../../advisor/situation.ts';
import type { CaseRef } from '../../store/case-ref.ts';
import type { Outgoing } from '../../store/outbox.ts';
import type { Tables } from '../../store/tables.ts';
import type { Deed, Said } from '../utterance.ts';

/**
 * Facts that somebody set by hand. They are posted in that person's name before they count, for that message is what
 * the facts are quoted from.
 */
export interface ByHand {
  /** Names the message in the outbox; until it is posted, it stands for it in the evidence as well. */
  key: string;
  said: Said;
  statements: readonly Recorded[];
}

/** What somebody did by hand, beside talking: it changes the case file, and the thread is told. */
export interface Act {
  /** Said in the turn's reply; undefined where the change shows elsewhere. */
  deed: Deed | undefined;
  /** Said in the turn's reply without a name. */
  note?: string;
  /** Changes what was stated, before the situation is computed of it. */
  restate?(statements: readonly Recorded[]): Recorded[];
  /** Facts set by hand, against what is known; undefined when they are known by hand already. */
  byHand?(known: Situation, pack: Pack): ByHand | undefined;
  /** The step that is at an end by it. */
  ends?: string;
  /** Written with the turn, in its transaction. */
  write?(trx: Transaction<Tables>, ref: CaseRef): Promise<void>;
  /** Messages of its own, beside verdict and reply. */
  outgoing?: readonly Outgoing[];
}
