import { type Kysely, sql } from 'kysely';
import { Assessment } from '../advisor/assessment.ts';
import { withoutPerson } from '../advisor/without-person.ts';
import type { CaseRef } from './case-ref.ts';
import { toJson } from './json.ts';
import type { Tables } from './tables.ts';

/** Deletes a case with all that its tables hold of it; they name it as their parent, and go with it. */
export async function deleteCase(trx: Kysely<Tables>, { workspace, caseId }: CaseRef): Promise<void> {
  await trx.deleteFrom('cases').where('workspace', '=', workspace).where('id', '=', caseId).execute();
}

/** The cases that a person opened. */
export async function casesOpenedBy(
  db: Kysely<Tables>,
  workspace: string,
  person: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom('cases')
    .select('id')
    .where('workspace', '=', workspace)
    .where('opened_by', '=', person)
    .execute();
  return rows.map(({ id }) => id);
}

/** Other people's cases in a workspace, and whether its tables hold something that this person said or did in each. */
export async function othersCases(
  db: Kysely<Tables>,
  workspace: string,
  person: string,
): Promise<{ caseId: string; holds: boolean }[]> {
  // People stand as their ids in what is kept as JSON, never within a longer word.
  const names = (column: string) => sql`position(${JSON.stringify(person)} in ${sql.raw(column)}::text) > 0`;
  const some = (table: string, where: ReturnType<typeof sql>) =>
    sql`exists (select from ${sql.raw(table)} t where t.workspace = c.workspace and t.case_id = c.id and (${where}))`;
  const { rows } = await sql<{ caseId: string; holds: boolean }>`
    select c.id as "caseId", (
      ${some('statements', sql`t.author = ${person}`)}
      or ${some('feedback', sql`t.person = ${person}`)}
      or ${some('steps', sql`${person} in (t.owner, t.created_by, t.updated_by)`)}
      or ${some('decisions', sql`${person} in (t.owner, t.decided_by) or ${names('t.assessment')}`)}
      or ${some('assessments', names('t.assessment'))}
      or ${some('outbox', names('t.content'))}
      or ${some('inbox', names('t.body'))}
    ) as holds
    from cases c where c.workspace = ${workspace} and c.opened_by <> ${person}`.execute(db);
  return rows;
}

/** What of our messages in a case goes with a person's words. */
export interface Forgotten {
  /** Keys of the messages that are gone from the outbox, with where they are in Slack. */
  messages: { key: string; ts: string | null }[];
  /** Where the replies, and what people set by hand, are in Slack that stay: what is still kept of them names nobody who is to be forgotten. */
  kept: string[];
}

/**
 * Deletes what a person said and did in somebody else's case, but for statements and the assessment that holds now,
 * which the turn writes anew: their feedback, steps they took on, decisions they recorded, earlier assessments with
 * their words, and our messages that repeat them. Steps of others lose their name and their result.
 */
export async function deletePersonInCase(
  trx: Kysely<Tables>,
  { workspace, caseId }: CaseRef,
  person: string,
): Promise<Forgotten> {
  const here = sql`workspace = ${workspace} and case_id = ${caseId}`;
  const names = (column: string) => sql`position(${JSON.stringify(person)} in ${sql.raw(column)}::text) > 0`;
  await sql`delete from feedback where ${here} and person = ${person}`.execute(trx);
  await sql`delete from steps where ${here} and created_by = ${person}`.execute(trx);
  await sql`update steps set owner = null where ${here} and owner = ${person}`.execute(trx);
  await sql`
    update steps set updated_by = '', result = case when result is null then null else '' end
    where ${here} and updated_by = ${person}`.execute(trx);
  const recorded = await sql<{ id: string }>`
    delete from decisions where ${here} and decided_by = ${person} returning id`.execute(trx);
  await sql`update decisions set owner = null where ${here} and owner = ${person}`.execute(trx);
  await cleanDecisions(trx, { workspace, caseId }, person);
  await sql`
    delete from assessments where ${here} and ${names('assessment')}
      and turn < (select turn from cases where workspace = ${workspace} and id = ${caseId})`.execute(trx);
  const gone = recorded.rows.map(({ id }) => `decision:${id}`);
  const { rows: left } = await sql`select from steps where ${here} limit 1`.execute(trx);
  const planned = left.length > 0;
  // A file, or an answer by name, shows the case as it was, with everybody's words; it can be made anew.
  const { rows: messages } = await sql<{ key: string; ts: string | null }>`
    delete from outbox where ${here} and (
      ((key like 'reply:%' or key like 'stopped:%' or key like 'unsaid:%') and ${names('content')})
      or (key like 'said:%' and content -> 'said' ->> 'by' = ${person})
      or key like 'told:%'
      or key like 'export:%' or key like 'no-export:%'
      or key = any(${gone}::text[])
      or (key = 'plan' and ${!planned}))
    returning key, ts`.execute(trx);
  // What others set by hand stays, without whose word it took the place of.
  await sql`
    update outbox set version = version + 1, content = jsonb_set(content, '{said,lines}', (
      select jsonb_agg(case when line -> 'instead' ->> 'of' = ${person} then line - 'instead' else line end order by place)
      from jsonb_array_elements(content -> 'said' -> 'lines') with ordinality as lines (line, place)))
    where ${here} and key like 'said:%' and ${names('content')}`.execute(trx);
  // What a decision or the plan shows is looked up when it is sent.
  await sql`update outbox set version = version + 1 where ${here} and (key = 'plan' or key like 'decision:%')`.execute(
    trx,
  );
  const { rows: replies } = await sql<{ ts: string }>`
    select ts from outbox where ${here} and (key like 'reply:%' or key like 'said:%') and ts is not null`.execute(
    trx,
  );
  return { messages, kept: replies.map(({ ts }) => ts) };
}

/** Decisions of others keep what was decided, and lose the person's words from the assessment kept with them. */
async function cleanDecisions(
  trx: Kysely<Tables>,
  { workspace, caseId }: CaseRef,
  person: string,
): Promise<void> {
  const { rows } = await sql<{ id: string; assessment: unknown }>`
    select id, assessment from decisions where workspace = ${workspace} and case_id = ${caseId}
      and position(${JSON.stringify(person)} in assessment::text) > 0`.execute(trx);
  for (const { id, assessment } of rows) {
    await trx
      .updateTable('decisions')
      .set({ assessment: toJson(withoutPerson(Assessment.parse(assessment), person)) })
      .where('workspace', '=', workspace)
      .where('case_id', '=', caseId)
      .where('id', '=', id)
      .execute();
  }
}
