import type { Kysely } from 'kysely';
import { holds } from '../advisor/evaluate.ts';
import type { Passage } from '../advisor/guidance.ts';
import type { Pack } from '../advisor/pack.ts';
import { valuesOf } from '../advisor/situation.ts';
import { loadTurn } from '../store/case-file.ts';
import { type OpenCase, shownPassages } from '../store/digest-lists.ts';
import type { Tables } from '../store/tables.ts';

/** So many of the open cases are looked at for a passage that fits. */
const MOST_CASES = 3;

/**
 * A passage of the guidance on the advice of an open case, that fits what the team stated, is not cited in the verdict
 * already, and was not shown in this channel before; undefined when there is none left.
 */
export async function choosePassage(
  cases: readonly OpenCase[],
  { db, pack, workspace, channel }: { db: Kysely<Tables>; pack: Pack; workspace: string; channel: string },
): Promise<Passage | undefined> {
  const shown = await shownPassages(db, workspace, channel);
  const left = [...pack.passages.values()].filter(({ id }) => !shown.has(id));
  for (const { caseId, turn, route, passages } of cases.slice(0, MOST_CASES)) {
    const about = left.filter((passage) => passage.route === route && !passages.includes(passage.id));
    if (about.length === 0) continue;
    const assessed = await loadTurn(db, { workspace, caseId }, turn);
    if (!assessed) continue;
    const values = valuesOf(assessed.assessment.situation);
    const fits = about.find(({ when }) => when === undefined || holds(when, values, pack.conditions));
    if (fits) return fits;
  }
  return undefined;
}
