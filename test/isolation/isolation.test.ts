import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DAY_MS, movableClock } from '../../src/clock.ts';
import { readyContent } from '../../src/sandbox/server/content/ready-content.ts';
import type { View } from '../../src/sandbox/wire/view.ts';
import { eventually } from '../support/eventually.ts';
import { startTeamsWorld } from '../support/teams.ts';
import { query } from '../support/test-database.ts';
import { settled } from '../support/threads.ts';
import { createActor } from './support/actor.ts';
import { type Moment, stretch } from './support/deeds.ts';
import { type Observed, observed } from './support/observed.ts';

/** `ISOLATION_RUNS` and `ISOLATION_SEED` make more of it, or the same again. */
const RUNS = Number(process.env.ISOLATION_RUNS ?? 2);
const SEED = Number(process.env.ISOLATION_SEED ?? 20_261_123);

const TEAMS = {
  acme: { id: 'T0ACME', mark: { word: 'Quinoa', pairs: 811 } },
  other: { id: 'T0OTHER', mark: { word: 'Tapir', pairs: 377 } },
} as const;
type Name = keyof typeof TEAMS;

const MINUTE_MS = 60_000;
/** A Monday, ten in the morning; time goes on with each moment only, so that messages in both have the same time stamps. */
const BEGIN = Date.parse('2026-11-16T10:00:00Z');

/** Lives through a stretch of time with some of the workspaces, and tells what each saw. */
async function live(moments: readonly Moment[], names: readonly Name[]): Promise<Record<Name, Observed>> {
  const clock = movableClock({ now: () => BEGIN });
  const world = await startTeamsWorld({
    ids: names.map((name) => TEAMS[name].id),
    appClock: clock,
    now: clock.now,
    // The same people by their ids, under other names.
    contentOf: (team) => ({
      ...readyContent,
      users: readyContent.users.map((user) => ({ ...user, realName: `${user.realName} of ${team}` })),
    }),
    bySocket: true,
  });
  const { database } = world;
  const living = await Promise.all(
    names.map(async (name) => {
      const { id, mark } = TEAMS[name];
      const slack = await world.installed(id);
      const shownAlone: (View | undefined)[] = [];
      return { name, id, slack, actor: createActor(slack, mark), shownAlone };
    }),
  );
  const quiet = async (): Promise<void> => {
    for (const { slack } of living) await settled(slack, database);
    await eventually(async () => {
      const [row] = await query(
        database,
        `select (select count(*) from forgettings) + (select count(*) from digest_sends where outcome is null)
           + (select count(*) from digests where next_run_at <= $1)`,
        [new Date(clock.now())],
      );
      return Number(row?.[0]) === 0;
    });
  };
  for (const moment of moments) {
    // Within a workspace no two things happen at the same time, in both of them they do.
    clock.moveTo(clock.now() + (moment === 'a day passes' ? DAY_MS : MINUTE_MS));
    if (moment !== 'a day passes')
      await Promise.all(
        living.map(async ({ name, actor, shownAlone }) => {
          const deed = moment[name];
          if (deed) shownAlone.push(await actor.act(deed));
        }),
      );
    await quiet();
  }
  const seen = await Promise.all(
    living.map(async ({ name, id, slack, shownAlone }) => {
      return [name, await observed(slack, database, id, shownAlone)] as const;
    }),
  );
  await world.app.stop();
  const found = new Map(seen);
  const nothing = { comparable: [], raw: '' };
  return { acme: found.get('acme') ?? nothing, other: found.get('other') ?? nothing };
}

test(
  'what a workspace sees, and what is kept of it, is exactly what it would be if it were alone',
  async () => {
    await fc.assert(
      fc.asyncProperty(stretch, async (moments) => {
        const [together, acme, other] = await Promise.all([
          live(moments, ['acme', 'other']),
          live(moments, ['acme']),
          live(moments, ['other']),
        ]);
        // That something was said at all.
        expect(together.acme.raw).toContain(TEAMS.acme.mark.word);
        expect(together.other.raw).toContain(TEAMS.other.mark.word);
        for (const theirs of [TEAMS.other.id, TEAMS.other.mark.word, `${TEAMS.other.mark.pairs} `])
          expect(together.acme.raw).not.toContain(theirs);
        for (const theirs of [TEAMS.acme.id, TEAMS.acme.mark.word, `${TEAMS.acme.mark.pairs} `])
          expect(together.other.raw).not.toContain(theirs);
        expect(together.acme.comparable).toEqual(acme.acme.comparable);
        expect(together.other.comparable).toEqual(other.other.comparable);
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    );
    // Each run is three apps, some seconds on an idle machine.
  },
  RUNS * 120_000,
);
