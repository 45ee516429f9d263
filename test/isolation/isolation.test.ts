import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DAY_MS, movableClock } from '../../src/clock.ts';
import { readyContent } from '../../src/sandbox/server/content/ready-content.ts';
import type { SandboxContent } from '../../src/sandbox/server/content/sandbox-content.ts';
import type { View } from '../../src/sandbox/wire/view.ts';
import { eventually } from '../support/eventually.ts';
import { startTeamsWorld } from '../support/teams.ts';
import { query } from '../support/test-database.ts';
import { settled } from '../support/threads.ts';
import {
  FINANCE,
  HEALTH,
  headlineOf,
  LAW,
  listed,
  passageOf,
  passageUrl,
} from '../support/trade-guidance.ts';
import { createActor } from './support/actor.ts';
import { type Moment, stretch } from './support/deeds.ts';
import { type Observed, observed } from './support/observed.ts';
import { TRADES } from './support/trades.ts';

/** `ISOLATION_RUNS` and `ISOLATION_SEED` make more of it, or the same again. */
const RUNS = Number(process.env.ISOLATION_RUNS ?? 2);
const SEED = Number(process.env.ISOLATION_SEED ?? 20_261_123);

const TEAMS = {
  acme: { id: 'T0ACME', mark: { word: 'Quinoa', pairs: 811, channel: 'llm-help', guidance: HEALTH } },
  other: { id: 'T0OTHER', mark: { word: 'Tapir', pairs: 377, channel: 'ask-models', guidance: LAW } },
} as const;
type Name = keyof typeof TEAMS;

const MINUTE_MS = 60_000;
/** A Monday, ten in the morning; time goes on with each moment only, so that messages in both have the same time stamps. */
const BEGIN = Date.parse('2026-11-16T10:00:00Z');

/** The same people and channels by their ids, under other names. */
function contentOf(team: string): SandboxContent {
  const own = Object.values(TEAMS).find(({ id }) => id === team)?.mark.channel;
  return {
    ...readyContent,
    users: readyContent.users.map((user) => ({ ...user, realName: `${user.realName} of ${team}` })),
    channels: readyContent.channels.map((channel, index) =>
      index === 0 && own !== undefined ? { ...channel, name: own } : channel,
    ),
  };
}

/** What is told in a workspace alone: its words and numbers, and what its own guidance says. */
const toldIn = ({ id, mark }: (typeof TEAMS)[Name]): string[] => [
  id,
  mark.word,
  `${mark.pairs} `,
  headlineOf(mark.guidance),
  passageOf(mark.guidance),
  passageUrl(mark.guidance),
];

/** An app with some of the workspaces in it. */
type Life = Awaited<ReturnType<typeof begin>>;

async function begin(names: readonly Name[], guidance: string) {
  const clock = movableClock({ now: () => BEGIN });
  const world = await startTeamsWorld({
    ids: names.map((name) => TEAMS[name].id),
    appClock: clock,
    now: clock.now,
    contentOf,
    bySocket: true,
    // By its name only the channel of one of them is followed.
    env: { CHANNELS: TEAMS.acme.mark.channel, WORKSPACE_GUIDANCE: guidance },
  });
  const living = await Promise.all(
    names.map(async (name) => {
      const { id, mark } = TEAMS[name];
      const slack = await world.installed(id);
      const shownAlone: (View | undefined)[] = [];
      return { name, id, slack, actor: createActor(slack, mark, FINANCE), shownAlone };
    }),
  );
  return { clock, world, living };
}

/** Lives through a stretch of time, and tells what each workspace saw. */
async function live(
  moments: readonly Moment[],
  { clock, world, living }: Life,
): Promise<Record<Name, Observed>> {
  const { database } = world;
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
    const guidance = await listed(...TRADES);
    await fc.assert(
      fc.asyncProperty(stretch, async (moments) => {
        // All are there before anything is done: while one starts, the others of this process answer too late.
        const both = await begin(['acme', 'other'], guidance);
        const first = await begin(['acme'], guidance);
        const second = await begin(['other'], guidance);
        const [together, acme, other] = await Promise.all([
          live(moments, both),
          live(moments, first),
          live(moments, second),
        ]);
        // That something was said at all.
        for (const ours of toldIn(TEAMS.acme)) expect(together.acme.raw).toContain(ours);
        for (const ours of toldIn(TEAMS.other)) expect(together.other.raw).toContain(ours);
        for (const theirs of [...toldIn(TEAMS.other), LAW.key])
          expect(together.acme.raw).not.toContain(theirs);
        for (const theirs of [...toldIn(TEAMS.acme), HEALTH.key])
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
