import { type Kysely, sql } from 'kysely';
import type { CaseRef } from './case-ref.ts';
import type { Tables } from './tables.ts';

/** As much of a case as a list shows. */
export interface ListedCase {
  caseId: string;
  channel: string;
  /** Undefined while it could not be posted. */
  threadTs: string | undefined;
  openedBy: string;
  openedAt: Date;
  /** Undefined before it was assessed for the first time. */
  headline: string | undefined;
  question: string | undefined;
  /** When it was last assessed, or opened. */
  movedAt: Date;
}

/** What of a workspace's cases somebody may see: those of these channels, and their own direct ones. */
export interface Viewer {
  workspace: string;
  person: string;
  channels: readonly string[];
}

export interface CaseList {
  cases: ListedCase[];
  /** How many there are in all. */
  total: number;
}

/** Anything else is no case, and would be an error to the database. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The cases of a channel, the one that moved last first. */
export const casesOfChannel = (
  db: Kysely<Tables>,
  workspace: string,
  channel: string,
  most: number,
): Promise<CaseList> => list(db, workspace, sql<boolean>`c.channel = ${channel}`, most);

/** The cases that somebody opened in a channel, the one that moved last first. */
export const casesOpenedIn = (
  db: Kysely<Tables>,
  workspace: string,
  channel: string,
  person: string,
  most: number,
): Promise<CaseList> =>
  list(db, workspace, sql<boolean>`c.channel = ${channel} and c.opened_by = ${person}`, most);

/** One case as a list shows it; undefined when it is not there (any more). */
export async function listedCase(
  db: Kysely<Tables>,
  { workspace, caseId }: CaseRef,
): Promise<ListedCase | undefined> {
  if (!UUID.test(caseId)) return undefined;
  const { cases } = await list(db, workspace, sql<boolean>`c.id = ${caseId}::uuid`, 1);
  return cases[0];
}

/** The cases that the viewer opened and in which nothing is decided yet. */
export const openCasesOf = (db: Kysely<Tables>, viewer: Viewer, most: number): Promise<CaseList> =>
  list(
    db,
    viewer.workspace,
    sql<boolean>`c.opened_by = ${viewer.person} and ${visibleTo(viewer)} and not exists (
      select from decisions d where d.workspace = c.workspace and d.case_id = c.id)`,
    most,
  );

/** How many cases there are by route, of those that the viewer may see; the most first. */
export async function countByRoute(
  db: Kysely<Tables>,
  viewer: Viewer,
): Promise<{ route: string; count: number }[]> {
  const { rows } = await sql<{ route: string; count: number }>`
    select a.route, count(*)::integer as count
    from cases c
    join assessments a on a.workspace = c.workspace and a.case_id = c.id and a.turn = c.turn
    where c.workspace = ${viewer.workspace} and ${visibleTo(viewer)}
    group by a.route order by count desc, a.route`.execute(db);
  return rows;
}

/** Whether a case `c` is among what a viewer may see. Direct messages are between the one who opened it and us. */
export const visibleTo = ({ person, channels }: Pick<Viewer, 'person' | 'channels'>) =>
  sql<boolean>`(c.channel = any(${channels}::text[]) or (c.channel like 'D%' and c.opened_by = ${person}))`;

async function list(
  db: Kysely<Tables>,
  workspace: string,
  which: ReturnType<typeof sql<boolean>>,
  most: number,
): Promise<CaseList> {
  const { rows } = await sql<{
    id: string;
    channel: string;
    thread_ts: string | null;
    opened_by: string;
    opened_at: Date;
    headline: string | null;
    question: string | null;
    moved_at: Date;
    total: number;
  }>`
    select c.id, c.channel, c.thread_ts, c.opened_by, c.opened_at, a.headline, a.question,
      coalesce(a.decided_at, c.opened_at) as moved_at, (count(*) over ())::integer as total
    from cases c
    left join assessments a on a.workspace = c.workspace and a.case_id = c.id and a.turn = c.turn
    where c.workspace = ${workspace} and ${which}
    order by moved_at desc, c.id
    limit ${most}`.execute(db);
  return {
    cases: rows.map((row) => ({
      caseId: row.id,
      channel: row.channel,
      threadTs: row.thread_ts ?? undefined,
      openedBy: row.opened_by,
      openedAt: row.opened_at,
      headline: row.headline ?? undefined,
      question: row.question ?? undefined,
      movedAt: row.moved_at,
    })),
    total: rows[0]?.total ?? 0,
  };
}
