import { type Kysely, type RawBuilder, sql } from 'kysely';
import { groupBy } from '../advisor/group-by.ts';
import type { CaseRef } from './case-ref.ts';
import { addErasures } from './erasures.ts';
import type { Forgetting } from './forgettings.ts';
import type { Tables } from './tables.ts';

type Asked = Pick<Forgetting, 'workspace' | 'id'>;

/**
 * Has the digests taken from Slack that named a case, which is forgotten, or somebody in it. One that is being posted at this moment is taken back by who posts
 * it. What tables hold of the case's lines goes with the case.
 */
export const forgetDigestsOfCase = (
  trx: Kysely<Tables>,
  { workspace, caseId }: CaseRef,
  asked: Asked,
): Promise<void> =>
  recall(
    trx,
    asked,
    sql`(digest, day) in (select digest, day from digest_lines where workspace = ${workspace} and case_id = ${caseId}::uuid)`,
  );

/**
 * Has the digests taken from Slack that named a person or held words of theirs, deletes their personal digest, and takes
 * their name from those that they set up for a channel.
 */
export async function forgetDigestsOfPerson(
  trx: Kysely<Tables>,
  asked: Asked,
  person: string,
): Promise<void> {
  const { workspace } = asked;
  const own = sql`select id from digests where workspace = ${workspace} and kind = 'person' and person = ${person}`;
  await recall(trx, asked, sql`(people @> array[${person}]::text[] or digest in (${own}))`);
  await sql`
    update digest_sends set people = array_remove(people, ${person})
    where workspace = ${workspace} and people @> array[${person}]::text[]`.execute(trx);
  await sql`delete from digests where workspace = ${workspace} and kind = 'person' and person = ${person}`.execute(
    trx,
  );
  await sql`update digests set set_up_by = '' where workspace = ${workspace} and set_up_by = ${person}`.execute(
    trx,
  );
}

async function recall(trx: Kysely<Tables>, asked: Asked, which: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql<{ channel: string | null; ts: string | null }>`
    update digest_sends set recalled = (ts is null)
    where workspace = ${asked.workspace} and (ts is not null or outcome is null) and ${which}
    returning channel, ts`.execute(trx);
  const channels = groupBy(rows, ({ channel }) => channel);
  for (const [channel, sends] of channels)
    if (channel !== null)
      await addErasures(
        trx,
        asked,
        channel,
        sends.flatMap(({ ts }) => ts ?? []),
      );
}
