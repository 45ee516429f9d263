import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { CaseRef } from './case-ref.ts';
import type { LineEnd } from './digest-tables.ts';
import type { DigestKey } from './digests.ts';
import type { Tables } from './tables.ts';

/** A digest that is in Slack, with its lines that came to an end. */
export interface EndedLines {
  workspace: string;
  digest: string;
  channel: string;
  ts: string;
  /** By the lines' keys. */
  ended: Map<string, LineEnd>;
}

/**
 * Notes which lines of sent digests came to an end in a case: steps that were done or dropped, decisions that were made
 * anew or kept.
 * @returns the latest digests that show such a line, at most so many
 */
export async function noteEnds(
  db: Kysely<Tables>,
  { workspace, caseId }: CaseRef,
  most: number,
): Promise<EndedLines[]> {
  // Asked after every turn, and most cases stand in no digest: to find that out is much less work.
  const { rows } = await sql`
    select from digest_lines where workspace = ${workspace} and case_id = ${caseId} and ended is null limit 1`.execute(
    db,
  );
  if (rows.length === 0) return [];
  return note(
    db,
    workspace,
    sql`
    update digest_lines l set ended = over.ended
    from (
      select 'step:' || s.case_id || ':' || s.id as key, s.state as ended, null::date as after
      from steps s where s.workspace = ${workspace} and s.case_id = ${caseId} and s.state in ('done', 'dropped')
      union all
      select 'decision:' || d.case_id || ':' || d.id,
        case when d.id = max(d.id) over () then 'kept' else 'decided' end,
        case when d.id = max(d.id) over () then coalesce(d.look_again, 'infinity') end
      from decisions d where d.workspace = ${workspace} and d.case_id = ${caseId}
    ) as over
    where l.workspace = ${workspace} and l.case_id = ${caseId} and l.key = over.key and l.ended is null
      and (over.after is null or over.after > l.day)
      and exists (
        select from digest_sends s
        where s.workspace = l.workspace and s.digest = l.digest and s.day = l.day and s.ts is not null)`,
    most,
  );
}

/** Notes that a line was snoozed, in the digests that show it. @returns as `noteEnds` */
export const noteSnoozed = (
  db: Kysely<Tables>,
  { workspace, id }: DigestKey,
  key: string,
  ended: LineEnd,
  most: number,
): Promise<EndedLines[]> =>
  note(
    db,
    workspace,
    sql`
    update digest_lines l set ended = ${ended}
    where l.workspace = ${workspace} and l.digest = ${id} and l.key = ${key} and l.ended is null`,
    most,
  );

async function note(
  db: Kysely<Tables>,
  workspace: string,
  update: RawBuilder<unknown>,
  most: number,
): Promise<EndedLines[]> {
  const { rows: sends } = await sql<Omit<EndedLines, 'ended'> & { day: string }>`
    with noted as (${update} returning l.digest, l.day)
    select s.workspace, s.digest, s.day::text as day, s.channel, s.ts
    from digest_sends s
    where s.workspace = ${workspace} and s.ts is not null and (s.digest, s.day) in (select digest, day from noted)
    order by s.sent_at desc limit ${most}`.execute(db);
  const found: EndedLines[] = [];
  for (const { day, ...send } of sends) {
    // With what ended in it before: another redrawing may be under way.
    const { rows } = await sql<{ key: string; ended: LineEnd }>`
      select key, ended from digest_lines
      where workspace = ${workspace} and digest = ${send.digest} and day = ${day}::date and ended is not null`.execute(
      db,
    );
    found.push({ ...send, ended: new Map(rows.map(({ key, ended }) => [key, ended])) });
  }
  return found;
}

/** Notes that a sent digest names somebody from now on, so that it is taken from Slack when they are forgotten. */
export async function noteNamed(
  db: Kysely<Tables>,
  { workspace, channel, ts }: Pick<EndedLines, 'workspace' | 'channel' | 'ts'>,
  person: string,
): Promise<void> {
  await sql`
    update digest_sends set people = array_append(people, ${person})
    where workspace = ${workspace} and channel = ${channel} and ts = ${ts}
      and not people @> array[${person}]::text[]`.execute(db);
}
