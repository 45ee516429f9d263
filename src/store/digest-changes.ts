import { type Kysely, sql } from 'kysely';
import { type DigestScope, inScope } from './digest-lists.ts';
import type { Tables } from './tables.ts';

/** What happened in a case since the last digest. */
export interface StoredChange {
  what: 'opened' | 'advice' | 'decided' | 'step-done' | 'step-dropped';
  caseId: string;
  channel: string;
  threadTs: string | null;
  /** The case's headline, the decision or the step. */
  text: string;
  /** Whose words or deed it is. */
  by: string;
  at: Date;
}

/**
 * What changed in a channel's cases since a time, the newest first: cases that were opened, advice that is another now,
 * decisions, and steps that ended.
 */
export async function changesIn(
  db: Kysely<Tables>,
  scope: DigestScope,
  since: Date,
  most: number,
): Promise<{ changes: StoredChange[]; total: number }> {
  const { rows } = await sql<StoredChange & { total: number }>`
    with c as materialized (
      select c.* from cases c where ${inScope(scope, sql`c.opened_by`)}
    ), changes as (
      select 'opened' as what, c.id, a.headline as text, c.opened_by as by, c.opened_at as at
      from c join assessments a on a.workspace = c.workspace and a.case_id = c.id and a.turn = c.turn
      where c.opened_at > ${since}
      union all
      select 'advice', c.id, a.headline, '', a.decided_at
      from c join assessments a on a.workspace = c.workspace and a.case_id = c.id and a.turn = c.turn
      where a.decided_at > ${since} and c.opened_at <= ${since} and a.route <> (
        select b.route from assessments b
        where b.workspace = c.workspace and b.case_id = c.id and b.decided_at <= ${since}
        order by b.turn desc limit 1)
      union all
      select 'decided', c.id, d.what, d.decided_by, d.decided_at
      from c join decisions d on d.workspace = c.workspace and d.case_id = c.id
      where d.decided_at > ${since}
      union all
      select 'step-' || s.state, c.id, s.what, s.updated_by, s.updated_at
      from c join steps s on s.workspace = c.workspace and s.case_id = c.id
      where s.updated_at > ${since} and s.state in ('done', 'dropped')
    )
    select changes.what, c.id as "caseId", c.channel, c.thread_ts as "threadTs", changes.text, changes.by, changes.at,
      (count(*) over ())::integer as total
    from changes join c on c.id = changes.id
    order by changes.at desc, c.id limit ${most}`.execute(db);
  return { changes: rows, total: rows[0]?.total ?? 0 };
}
