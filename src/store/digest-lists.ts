import { type Kysely, type RawBuilder, sql } from 'kysely';
import { visibleTo } from './case-lists.ts';
import type { Tables } from './tables.ts';

/** Whose cases a digest is about. */
export type DigestScope = { workspace: string; digest: string; now: Date } & (
  | { channel: string }
  /** `channels`: those whose cases the person may see here. */
  | { person: string; channels: readonly string[] }
);

/** Where a case is. */
interface CasePlace {
  caseId: string;
  channel: string;
  threadTs: string | null;
  openedBy: string;
}

const PLACE = sql`c.id as "caseId", c.channel, c.thread_ts as "threadTs", c.opened_by as "openedBy"`;

/** An open step that is due by a day. */
export interface DueStep extends CasePlace {
  id: string;
  what: string;
  owner: string | null;
  createdBy: string;
  due: string;
}

/** A list that may hold fewer than there are. */
export interface Found<T> {
  found: T[];
  total: number;
}

/** Open steps that are due until a day (YYYY-MM-DD), the longest overdue first; those that are snoozed left out. */
export const dueSteps = (
  db: Kysely<Tables>,
  scope: DigestScope,
  until: string,
  most: number,
): Promise<Found<DueStep>> =>
  counted(
    sql<DueStep & Counted>`
    select ${PLACE}, s.id, s.what, s.owner, s.created_by as "createdBy", s.due::text as due, ${TOTAL}
    from cases c join steps s on s.workspace = c.workspace and s.case_id = c.id
    where ${inScope(scope, sql`s.owner`)} and s.workspace = ${scope.workspace}
      and s.state = 'open' and s.due <= ${until}::date
      and ${awake(scope, sql`'step:' || c.id || ':' || s.id`)}
    order by s.due, c.id, s.place limit ${most}`,
    db,
  );

/** A decision that stands, and is to be looked at again. */
export interface DueDecision extends CasePlace {
  id: string;
  what: string;
  owner: string | null;
  decidedBy: string;
  lookAgain: string;
}

/** Decisions that stand and whose day to look again has come by a day; those that are snoozed left out. */
export const dueDecisions = (
  db: Kysely<Tables>,
  scope: DigestScope,
  until: string,
  most: number,
): Promise<Found<DueDecision>> =>
  counted(
    sql<DueDecision & Counted>`
    select ${PLACE}, d.id, d.what, d.owner, d.decided_by as "decidedBy", d.look_again::text as "lookAgain", ${TOTAL}
    from cases c join decisions d on d.workspace = c.workspace and d.case_id = c.id
    where ${inScope(scope, sql`d.owner`)} and d.workspace = ${scope.workspace} and d.look_again <= ${until}::date
      and ${awake(scope, sql`'decision:' || c.id || ':' || d.id`)}
      and not exists (
        select from decisions newer
        where newer.workspace = d.workspace and newer.case_id = d.case_id and newer.id > d.id)
    order by d.look_again, c.id limit ${most}`,
    db,
  );

/** A case in which nothing is decided yet. */
export interface OpenCase extends CasePlace {
  turn: number;
  route: string;
  headline: string;
  question: string | null;
  /** Who owns the open step that finds out what the question asks for. */
  finder: string | null;
  /** When it was last assessed. */
  movedAt: Date;
  packVersion: string;
  /** What its verdict cites. */
  passages: string[];
  caseSnoozed: boolean;
  guidanceSnoozed: boolean;
}

/** The open cases of a channel that are about our subject, the one that rests longest first, with those that are snoozed. */
export const openCases = (db: Kysely<Tables>, scope: DigestScope, most: number): Promise<Found<OpenCase>> =>
  counted(
    sql<OpenCase & Counted>`
    select ${PLACE}, a.turn, a.route, a.headline, a.question, a.decided_at as "movedAt",
      a.assessment ->> 'packVersion' as "packVersion",
      array(select passage ->> 'id' from jsonb_array_elements(a.assessment -> 'passages') as passage) as passages,
      (select s.owner from steps s
        where s.workspace = c.workspace and s.case_id = c.id and s.state = 'open' and s.fact = a.question_fact
        order by s.place limit 1) as finder,
      not ${awake(scope, sql`'case:' || c.id`)} as "caseSnoozed",
      not ${awake(scope, sql`'guidance:' || c.id`)} as "guidanceSnoozed", ${TOTAL}
    ${openIn(scope)}
    order by a.decided_at, c.id limit ${most}`,
    db,
  );

/** How many open cases of a channel there are by route, the most first. */
export async function openByRoute(
  db: Kysely<Tables>,
  scope: DigestScope,
): Promise<{ route: string; count: number }[]> {
  const { rows } = await sql<{ route: string; count: number }>`
    select a.route, count(*)::integer as count ${openIn(scope)}
    group by a.route order by count desc, a.route`.execute(db);
  return rows;
}

/** The lines of the last digest that was sent. */
export async function lastLines(
  db: Kysely<Tables>,
  { workspace, digest }: Pick<DigestScope, 'workspace' | 'digest'>,
): Promise<{ key: string; caseId: string }[]> {
  const { rows } = await sql<{ key: string; caseId: string }>`
    select key, case_id as "caseId" from digest_lines
    where workspace = ${workspace} and digest = ${digest} and day = (
      select max(day) from digest_sends
      where workspace = ${workspace} and digest = ${digest} and outcome = 'sent')`.execute(db);
  return rows;
}

/** Whether anybody wrote in the threads of these cases, or did something with them, since a time. */
export async function anyMoved(
  db: Kysely<Tables>,
  workspace: string,
  cases: readonly string[],
  since: Date,
): Promise<boolean> {
  if (cases.length === 0) return false;
  const moved = (table: string, column: string) => sql`
    select from ${sql.table(table)} t
    where t.workspace = ${workspace} and t.case_id = any(${cases}::uuid[]) and t.${sql.ref(column)} > ${since}`;
  const { rows } = await sql<{ moved: boolean }>`
    select exists (${moved('assessments', 'decided_at')})
      or exists (${moved('steps', 'updated_at')})
      or exists (${moved('decisions', 'decided_at')}) as moved`.execute(db);
  return rows[0]?.moved ?? false;
}

/** Which of a channel's passages its digest has shown. */
export async function shownPassages(
  db: Kysely<Tables>,
  workspace: string,
  channel: string,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('shown_passages')
    .select('passage')
    .where('workspace', '=', workspace)
    .where('channel', '=', channel)
    .execute();
  return new Set(rows.map(({ passage }) => passage));
}

interface Counted {
  total: number;
}

const TOTAL = sql`(count(*) over ())::integer as total`;

async function counted<T extends Counted>(
  query: ReturnType<typeof sql<T>>,
  db: Kysely<Tables>,
): Promise<Found<Omit<T, 'total'>>> {
  const { rows } = await query.execute(db);
  return { found: rows, total: rows[0]?.total ?? 0 };
}

/** Whether a case `c` is one that the digest may name; for a person's, with who owns the line. */
export function inScope(scope: DigestScope, owner: RawBuilder<unknown>): RawBuilder<boolean> {
  const named = sql`c.workspace = ${scope.workspace} and ${notBeingForgotten}`;
  return 'channel' in scope
    ? sql<boolean>`(${named} and c.channel = ${scope.channel})`
    : sql<boolean>`(${named} and ${owner} = ${scope.person} and ${visibleTo(scope)})`;
}

/** A case that is to be forgotten, or a person's words in it, waits in its inbox; until it is through it is not named. */
const notBeingForgotten = sql`not exists (
  select from inbox i
  where i.workspace = c.workspace and i.case_id = c.id and i.done_at is null and i.kind in ('forget', 'forget_person'))`;

const awake = ({ workspace, digest, now }: DigestScope, key: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`not exists (
    select from snoozes z
    where z.workspace = ${workspace} and z.digest = ${digest} and z.key = ${key} and z.until > ${now})`;

const openIn = (scope: DigestScope): RawBuilder<unknown> => sql`
  from cases c join assessments a on a.workspace = c.workspace and a.case_id = c.id and a.turn = c.turn
  where ${inScope(scope, sql`c.opened_by`)} and a.standing <> 'out-of-scope'
    and not exists (select from decisions d where d.workspace = c.workspace and d.case_id = c.id)`;
