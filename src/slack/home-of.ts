import type { HomeView } from '@slack/types';
import { DAY_MS, dayOf } from '../clock.ts';
import { digestOf } from '../digest/digests.ts';
import { countByRoute, openCasesOf, type Viewer } from '../store/case-lists.ts';
import { decisionsToLookAt, openStepsOf } from '../store/due-lists.ts';
import { homeView } from './home-view.ts';
import type { Lists } from './lists.ts';

const MOST = 10;
/** A decision is shown so many days before it is to be looked at again. */
const AHEAD_DAYS = 14;

/** What a person's Home tab shows now. It asks the database five times, however many cases there are. */
export async function homeOf(
  who: Pick<Viewer, 'workspace' | 'person'>,
  lists: Omit<Lists, 'names'>,
): Promise<HomeView> {
  const { db, packFor, membership, clock, identities } = lists;
  const { workspaceUrl } = await identities.of(who.workspace);
  const joined = await membership.channelsOf(who.workspace, who.person).catch(() => undefined);
  // What is shared with another organisation is shown in its own channel only.
  const channels = new Map(
    [...(joined?.values() ?? [])].flatMap(({ id, name, shared }) => (shared ? [] : [[id, name] as const])),
  );
  const viewer: Viewer = { ...who, channels: [...channels.keys()] };
  const until = dayOf(clock.now() + AHEAD_DAYS * DAY_MS);
  const [cases, steps, decisions, routes, digest] = await Promise.all([
    openCasesOf(db, viewer, MOST),
    openStepsOf(db, viewer, MOST),
    decisionsToLookAt(db, viewer, until, MOST),
    countByRoute(db, viewer),
    digestOf(db, who.workspace, { kind: 'person', person: who.person }),
  ]);
  const home = { cases, steps, decisions, routes, digest, channels, blind: joined === undefined };
  const { pack } = await packFor(who.workspace);
  return homeView(home, pack, { workspaceUrl, today: dayOf(clock.now()) });
}
