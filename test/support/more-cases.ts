import { query } from './test-database.ts';

/** Makes more cases like one, in the same channel, each a day older than the one before. */
export const moreLike = (database: string, caseId: string, count: number): Promise<unknown[][]> =>
  query(
    database,
    `with made as (
       insert into cases (workspace, id, channel, thread_ts, opened_by, opened_at, origin, turn)
       select workspace, gen_random_uuid(), channel, n || '.000100', opened_by, opened_at - n * interval '1 day', origin, turn
       from cases, generate_series(1, $2) n where id = $1 returning *)
     insert into assessments (workspace, case_id, turn, assessment, summary, curator, decided_at)
     select m.workspace, m.id, m.turn, a.assessment, a.summary, a.curator, m.opened_at
     from made m, assessments a where a.case_id = $1 and a.turn = m.turn`,
    [caseId, count],
  );
