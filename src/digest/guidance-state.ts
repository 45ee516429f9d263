import type { Kysely } from 'kysely';
import { assess } from '../advisor/assessment.ts';
import type { Pack } from '../advisor/pack.ts';
import { loadCaseFile } from '../store/case-file.ts';
import type { OpenCase } from '../store/digest-lists.ts';
import type { Tables } from '../store/tables.ts';
import type { GuidanceLine } from './content.ts';

/** Whether a passage is due for review on a day (YYYY-MM-DD): one of its sources is. */
const isExpired = (id: string, pack: Pack, day: string): boolean =>
  pack.passages.get(id)?.sources.some(({ expires }) => expires < day) ?? false;

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
  return found.passages.some((id) => isExpired(id, pack, today)) ? 'expired' : undefined;
}

async function leadsElsewhere(
  { caseId }: OpenCase,
  { db, pack, workspace }: { db: Kysely<Tables>; pack: Pack; workspace: string },
): Promise<boolean> {
  const file = await loadCaseFile(db, { workspace, caseId });
  if (!file?.assessment) return false;
  const { verdict, situation } = file.assessment;
  const now = assess(situation, pack, file.proposal).verdict;
  return now.route !== verdict.route || now.standing !== verdict.standing;
}
