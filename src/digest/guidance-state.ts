import type { Kysely } from 'kysely';
import { isDue } from '../advisor/is-due.ts';
import type { Pack } from '../advisor/pack.ts';
import { decide } from '../advisor/verdict.ts';
import { loadTurn, proposalOf } from '../store/case-file.ts';
import { loadCaseRow } from '../store/case-row.ts';
import type { OpenCase } from '../store/digest-lists.ts';
import type { Tables } from '../store/tables.ts';
import type { GuidanceLine } from './content.ts';

/**
 * What has become of the guidance that a verdict rests on: `changed` when a passage that it cites is gone, or when the
 * same facts lead to other advice by now; `expired` when a source is due for review; undefined when it stands.
 */
export async function guidanceState(
  found: OpenCase,
  today: string,
  { db, pack, workspace }: { db: Kysely<Tables>; pack: Pack; workspace: string },
): Promise<GuidanceLine['why'] | undefined> {
  if (found.packVersion !== pack.version) {
    if (found.passages.some((id) => !pack.passages.has(id))) return 'changed';
    if (await leadsElsewhere(found, { db, pack, workspace })) return 'changed';
  }
  return found.passages.some((id) => isDue(id, pack, today)) ? 'expired' : undefined;
}

async function leadsElsewhere(
  { caseId, turn }: OpenCase,
  { db, pack, workspace }: { db: Kysely<Tables>; pack: Pack; workspace: string },
): Promise<boolean> {
  const ref = { workspace, caseId };
  const [row, assessed] = await Promise.all([loadCaseRow(db, ref), loadTurn(db, ref, turn)]);
  if (!row || !assessed) return false;
  const { verdict, situation } = assessed.assessment;
  const now = decide(situation, pack, proposalOf(row));
  return now.route !== verdict.route || now.standing !== verdict.standing;
}
