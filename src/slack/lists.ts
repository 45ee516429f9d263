import type { Kysely } from 'kysely';
import type { Pack } from '../advisor/pack.ts';
import type { Clock } from '../clock.ts';
import type { Tables } from '../store/tables.ts';
import type { Membership } from './membership.ts';
import type { Names } from './names.ts';

/** What lists of cases and of guidance need, wherever they are shown. */
export interface Lists {
  db: Kysely<Tables>;
  pack: Pack;
  names: Names;
  membership: Membership;
  clock: Clock;
  workspaceUrl: string;
}
