import type { Kysely } from 'kysely';
import type { Assessment } from '../advisor/assessment.ts';
import type { Pack } from '../advisor/pack.ts';
import type { Situation } from '../advisor/situation.ts';
import { type Clock, dayOf } from '../clock.ts';
import { loadCaseRow, loadTurn } from '../store/case-file.ts';
import type { CaseRef } from '../store/case-ref.ts';
import type { Tables } from '../store/tables.ts';
import type { Setting } from './blocks/people.ts';
import type { Names } from './names.ts';

/** What it takes to show a case. */
export interface CaseShowing {
  db: Kysely<Tables>;
  pack: Pack;
  names: Names;
  clock: Clock;
  workspaceUrl: string;
}

/** A case as it stands now, with what is needed to show it. */
export interface ShownCase {
  assessment: Assessment;
  setting: Setting;
}

/** Loads a case to be shown; undefined when it is not kept (any more). @param also people to be named beside those in it */
export async function showCase(
  ref: CaseRef,
  { db, names, clock, workspaceUrl }: CaseShowing,
  also: readonly string[] = [],
): Promise<ShownCase | undefined> {
  const row = await loadCaseRow(db, ref);
  const turn = row && (await loadTurn(db, ref, row.turn));
  if (!row || !turn) return undefined;
  const { assessment } = turn;
  return {
    assessment,
    setting: {
      place: { ...ref, channel: row.channel, threadTs: row.thread_ts ?? undefined },
      names: await names.of(ref.workspace, [...authorsIn(assessment.situation), ...also]),
      workspaceUrl,
      today: dayOf(clock.now()),
    },
  };
}

/** Everybody whose word is in a situation. */
function authorsIn({ facts, conflicts }: Situation): string[] {
  const said = [
    ...facts.flatMap(({ replaced, ...fact }) => (replaced ? [fact, replaced] : [fact])),
    ...conflicts.flatMap(({ statements }) => statements),
  ];
  return said.map(({ evidence }) => evidence.author);
}
