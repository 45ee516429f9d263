import { type Kysely, sql } from 'kysely';
import { type Viewer, visibleTo } from './case-lists.ts';
import type { Tables } from './tables.ts';

/** An open step as a list shows it. */
export interface ListedStep {
  caseId: string;
  channel: string;
  threadTs: string | undefined;
  what: string;
  owner: string | undefined;
  /** A day, YYYY-MM-DD. */
  due: string | undefined;
}

/** The open steps of cases, those due first first. */
export async function openStepsOfCases(
  db: Kysely<Tables>,
  workspace: string,
  cases: readonly string[],
): Promise<ListedStep[]> {
  if (cases.length === 0) return [];
  const { rows } = await steps(db, workspace, sql`s.case_id = any(${cases}::uuid[])`, 1_000);
  return rows.map(toStep);
}

/** The viewer's open steps, those due first first, and how many there are. */
export async function openStepsOf(
  db: Kysely<Tables>,
  viewer: Viewer,
  most: number,
): Promise<{ steps: ListedStep[]; total: number }> {
  const which = sql`s.owner = ${viewer.person} and ${visibleTo(viewer)}`;
  const { rows } = await steps(db, viewer.workspace, which, most);
  return { steps: rows.map(toStep), total: rows[0]?.total ?? 0 };
}

/** A decision that somebody wanted to look at again. */
export interface ListedDecision {
  caseId: string;
  channel: string;
  threadTs: string | undefined;
  what: string;
  /** A day, YYYY-MM-DD. */
  lookAgain: string;
}

/**
 * Decisions that the viewer owns or recorded, or that stand in cases they opened, and that are to be looked at again
 * until a day. Only the newest decision of a case stands.
 */
export async function decisionsToLookAt(
  db: Kysely<Tables>,
  viewer: Viewer,
  until: string,
  most: number,
): Promise<{ decisions: ListedDecision[]; total: number }> {
  const { person, workspace } = viewer;
  const { rows } = await sql<{
    case_id: string;
    channel: string;
    thread_ts: string | null;
    what: string;
    look_again: string;
    total: number;
  }>`
    select d.case_id, c.channel, c.thread_ts, d.what, d.look_again::text as look_again,
      (count(*) over ())::integer as total
    from decisions d
    join cases c on c.workspace = d.workspace and c.id = d.case_id
    where d.workspace = ${workspace} and d.look_again <= ${until}::date
      and (d.owner = ${person} or d.decided_by = ${person} or c.opened_by = ${person})
      and ${visibleTo(viewer)}
      and not exists (
        select from decisions newer
        where newer.workspace = d.workspace and newer.case_id = d.case_id and newer.id > d.id)
    order by d.look_again, d.case_id
    limit ${most}`.execute(db);
  return {
    decisions: rows.map((row) => ({
      caseId: row.case_id,
      channel: row.channel,
      threadTs: row.thread_ts ?? undefined,
      what: row.what,
      lookAgain: row.look_again,
    })),
    total: rows[0]?.total ?? 0,
  };
}

interface StepRow {
  case_id: string;
  channel: string;
  thread_ts: string | null;
  what: string;
  owner: string | null;
  due: string | null;
  total: number;
}

const steps = (db: Kysely<Tables>, workspace: string, which: ReturnType<typeof sql>, most: number) =>
  sql<StepRow>`
    select s.case_id, c.channel, c.thread_ts, s.what, s.owner, s.due::text as due,
      (count(*) over ())::integer as total
    from steps s
    join cases c on c.workspace = s.workspace and c.id = s.case_id
    where s.workspace = ${workspace} and s.state = 'open' and ${which}
    order by s.due nulls last, s.case_id, s.place
    limit ${most}`.execute(db);

const toStep = (row: StepRow): ListedStep => ({
  caseId: row.case_id,
  channel: row.channel,
  threadTs: row.thread_ts ?? undefined,
  what: row.what,
  owner: row.owner ?? undefined,
  due: row.due ?? undefined,
});
