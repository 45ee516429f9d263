import { type Kysely, sql } from 'kysely';
import type { CaseRef } from './case-ref.ts';
import { msUntil } from './ms-until.ts';
import type { Tables } from './tables.ts';

/** Until when to gather, from now on. */
export const gatherUntil = (gatherMs: number) => sql<Date>`now() + ${`${gatherMs} milliseconds`}::interval`;

/** How many milliseconds a case still gathers what people say; none when it may be read at once. */
export async function gathersFor(db: Kysely<Tables>, { workspace, caseId }: CaseRef): Promise<number> {
  const row = await db
    .selectFrom('cases')
    .select(msUntil('gather_until').as('ms'))
    .where('workspace', '=', workspace)
    .where('id', '=', caseId)
    .executeTakeFirst();
  return Math.ceil(row?.ms ?? 0);
}
