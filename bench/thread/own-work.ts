import type pg from 'pg';
import type { Sandbox } from '../../src/sandbox/server/sandbox.ts';
import { median, quantile, rounded, timed } from '../support/statistics.ts';
import type { StandIn } from './model.ts';
import { createTalk, labelledWords } from './talk.ts';

const LENGTH = 20;
const WARM_UP = 10;
const ROUNDS = 41;
/** A message is parsed so often that it can be timed. */
const PARSED = 1_000;
/** What waits for Slack's answer is not our own work. */
const NOT_OURS = 'post';

/**
 * What a turn takes beside the model and Slack: all its stages but posting, without the time in which the stand-in for the
 * model thinks; with the database, which is asked some 35 times, and HTTP. `turn` of the benchmark is the part of it that
 * happens in the process. Beside it: parsing a message of such a thread as JSON.
 * @param metricsUrl where the product tells of its stages
 */
export async function measureOwnWork(slack: Sandbox, pool: pg.Pool, model: StandIn, metricsUrl: string) {
  const words = await labelledWords();
  const talk = await createTalk(slack, pool, { name: 'own-work', length: LENGTH, words });
  for (let count = 0; count < WARM_UP; count++) await talk.oneMore();
  const turns: { own: number; parsing: number; stages: Map<string, number> }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    model.spent();
    const before = await stagesAt(metricsUrl);
    await talk.oneMore();
    const after = await stagesAt(metricsUrl);
    const stages = new Map(
      [...after].map(([stage, ms]): [string, number] => [stage, ms - (before.get(stage) ?? 0)]),
    );
    const all = [...stages].reduce((sum, [stage, ms]) => sum + (stage === NOT_OURS ? 0 : ms), 0);
    const written = JSON.stringify({ text: words[round % words.length] });
    const parsing = await timed(() => {
      for (let count = 0; count < PARSED; count++) JSON.parse(written);
    });
    turns.push({ own: all - model.spent(), parsing: parsing / PARSED, stages });
  }
  const [first] = turns;
  return {
    medianMs: rounded(median(turns.map(({ own }) => own))),
    p90Ms: rounded(
      quantile(
        turns.map(({ own }) => own),
        0.9,
      ),
    ),
    /** Reading has the model's own time in it. */
    stagesMs: Object.fromEntries(
      [...(first?.stages.keys() ?? [])].map((stage) => [
        stage,
        rounded(median(turns.map(({ stages }) => stages.get(stage) ?? Number.NaN))),
      ]),
    ),
    /** So many times what parsing a message as JSON takes. */
    ratioToParsing: rounded(median(turns.map(({ own, parsing }) => own / parsing)), 0),
  };
}

const STAGE = /^tune_or_not_turn_stage_duration_seconds_sum\{stage="(\w+)"\} (\S+)$/gm;

/** Milliseconds spent in each stage of all turns so far. */
async function stagesAt(metricsUrl: string): Promise<Map<string, number>> {
  const text = await (await fetch(metricsUrl)).text();
  return new Map(
    [...text.matchAll(STAGE)].map(([, stage = '', seconds]): [string, number] => [
      stage,
      Number(seconds) * 1_000,
    ]),
  );
}
