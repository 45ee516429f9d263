import { sql } from 'kysely';
import type { Clock } from '../../clock.ts';
import type { BotProbe } from '../../slack/probe.ts';
import type { Database } from '../../store/database.ts';
import { type Check, type Finding, ok, warning, wrong } from './check.ts';

const LIMIT_MS = 10_000;
/** Below this nobody notices; Slack's own time is known to about a second only. */
const SMALL_MS = 5_000;
/** Digests come at the wrong minute, and cases are taken from workers that live. From five minutes on Slack's requests are refused. */
const LARGE_MS = 60_000;

/** Compares the clock of this machine with Slack's and with the database's. */
export const clockCheck = (
  clock: Clock,
  open: (() => Promise<Database>) | undefined,
  bot: (() => Promise<BotProbe>) | undefined,
): Check => ({
  name: 'clock',
  limitMs: LIMIT_MS,
  look: async () => {
    const [slack, database] = await Promise.all([
      bot?.().then(
        ({ aheadMs }) => aheadMs,
        () => undefined,
      ),
      open?.().then(
        (opened) => aheadOf(opened, clock),
        () => undefined,
      ),
    ]);
    return judge([
      ['Slack', slack],
      ['the database', database],
    ]);
  },
});

async function aheadOf({ db }: Database, clock: Clock): Promise<number> {
  const before = clock.now();
  const { rows } = await sql<{ now: number }>`
    select (extract(epoch from clock_timestamp()) * 1000)::float8 as now`.execute(db);
  return (before + clock.now()) / 2 - (rows[0]?.now ?? Number.NaN);
}

function judge(measured: readonly (readonly [whose: string, aheadMs: number | undefined])[]): Finding {
  const known = measured.flatMap(([whose, aheadMs]) => (aheadMs === undefined ? [] : [{ whose, aheadMs }]));
  if (known.length === 0)
    return ok(
      'there is no other clock to compare this one with: neither Slack nor a database could be asked',
    );
  const told = known.map(({ whose, aheadMs }) => inWords(whose, aheadMs)).join(', ');
  const worst = Math.max(...known.map(({ aheadMs }) => Math.abs(aheadMs)));
  if (worst < SMALL_MS) return ok(`this machine's clock is ${told}`);
  const what = `this machine's clock is ${told}: digests come at the wrong time, and from five minutes on Slack's signed requests are refused`;
  const remedy = 'Have the machines set their clocks by NTP (timedatectl, chrony).';
  return worst < LARGE_MS ? warning(what, remedy) : wrong(what, remedy);
}

function inWords(whose: string, aheadMs: number): string {
  if (Math.abs(aheadMs) < SMALL_MS) return `right by that of ${whose}`;
  const seconds = Math.round(Math.abs(aheadMs) / 1_000);
  return `${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} that of ${whose}`;
}
