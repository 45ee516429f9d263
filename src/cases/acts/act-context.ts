import type { Kysely } from 'kysely';
import type { Pack } from '../../advisor/pack.ts';
import type { CaseFile } from '../../store/case-file.ts';
import type { CaseRef } from '../../store/case-ref.ts';
import type { Tables } from '../../store/tables.ts';
import type { Channels } from '../channels.ts';
import type { Voice } from '../voice.ts';

/** What an act may look at before the turn is written. */
export interface ActContext {
  db: Kysely<Tables>;
  ref: CaseRef;
  file: CaseFile;
  pack: Pack;
  channels: Channels;
  voice: Voice;
}
