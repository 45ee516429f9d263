import type { Kysely } from 'kysely';
import type { Assessment } from '../advisor/assessment.ts';
import type { Pack } from '../advisor/pack.ts';
import type { Situation } from '../advisor/situation.ts';
import type { Place } from '../cases/voice.ts';
import { type Clock, dayOf } from '../clock.ts';
import type { PackFor } from '../curator/ready-pack.ts';
import { loadTurn } from '../store/case-file.ts';
import type { CaseRef } from '../store/case-ref.ts';
import { loadCaseRow } from '../store/case-row.ts';
import type { Tables } from '../store/tables.ts';
import type { Setting } from './blocks/people.ts';
import type { Identities } from './identities.ts';
import type { Names } from './names.ts';

/** What it takes to show a case. */
export interface CaseShowing {
  db: Kysely<Tables>;
  packFor: PackFor<'pack'>;
  names: Names;
  clock: Clock;
  identities: Identities;
}

/** A case as it stands now, with what is needed to show it. */
export interface ShownCase {
  assessment: Assessment;
  /** The guidance that counts there now; the assessment may be older. */
  pack: Pack;
  setting: Setting;
}

/** Loads a case to be shown; undefined when it is not kept (any more). @param also people to be named beside those in it */
export async function showCase(
  ref: CaseRef,
  showing: CaseShowing,
  also: readonly string[] = [],
): Promise<ShownCase | undefined> {
  const row = await loadCaseRow(showing.db, ref);
  const turn = row && (await loadTurn(showing.db, ref, row.turn));
  if (!row || !turn) return undefined;
  const { assessment } = turn;
  return {
    assessment,
    pack: (await showing.packFor(ref.workspace)).pack,
    setting: await settingOf(placeOf(ref, row), [...authorsIn(assessment.situation), ...also], showing),
  };
}

/** Where a case is, as far as its row is still kept. */
export const placeOf = (
  ref: CaseRef,
  row: { channel: string; thread_ts: string | null } | undefined,
): Place => ({ ...ref, channel: row?.channel ?? '', threadTs: row?.thread_ts ?? undefined });

/** What rendering needs to know of a place, its people and the day. */
export const settingOf = async (
  place: Place,
  people: readonly string[],
  { names, clock, identities }: Omit<CaseShowing, 'db' | 'packFor'>,
): Promise<Setting> => ({
  place,
  names: await names.of(place.workspace, people),
  workspaceUrl: (await identities.of(place.workspace)).workspaceUrl,
  today: dayOf(clock.now()),
});

/** Everybody whose word is in a situation. */
function authorsIn({ facts, conflicts }: Situation): string[] {
  const said = [
    ...facts.flatMap(({ replaced, ...fact }) => (replaced ? [fact, replaced] : [fact])),
    ...conflicts.flatMap(({ statements }) => statements),
  ];
  return said.map(({ evidence }) => evidence.author);
}
