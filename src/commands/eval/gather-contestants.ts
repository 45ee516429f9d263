import { join } from 'node:path';
import { type Clock, dayOf } from '../../clock.ts';
import type { Config } from '../../config.ts';
import { Recording, recording, replaying } from '../../curator/llm/recordings.ts';
import type { ReadyPack } from '../../curator/ready-pack.ts';
import type { Prices } from '../../prices.ts';
import { UserError } from '../../user-error.ts';
import { openJsonLines, readJsonLines } from '../json-lines.ts';
import { choicesOf, recordedChoice, usualChoice } from './choices.ts';
import { type Choice, type Contestant, createContestant } from './contestants.ts';
import type { EvalOptions } from './options.ts';

/** The file of a folder of recordings that holds them. */
const RECORDINGS = 'completions.jsonl';
const A_RECORDING = 'a recorded completion';

/** @throws UserError for a folder without recordings */
export async function recordedIn(folder: string): Promise<readonly Recording[]> {
  const lines = await readJsonLines(join(folder, RECORDINGS), Recording, A_RECORDING);
  if (lines.length > 0) return lines;
  throw new UserError(
    `There is no recording in ${folder}.`,
    'Give a folder that --record made. No case was run.',
  );
}

/**
 * The curators that the options name, each with what stands between it and its model.
 * @param recorded what is replayed; undefined: models are asked
 * @throws UserError for what cannot be used
 */
export async function gatherContestants(
  { models, record }: EvalOptions,
  prices: Prices | undefined,
  recorded: readonly Recording[] | undefined,
  context: { config: Config; env: NodeJS.ProcessEnv; clock: Clock; ready(): Promise<ReadyPack> },
): Promise<Contestant[]> {
  const { config, env, clock } = context;
  const kept =
    record === undefined ? undefined : await openJsonLines(join(record, RECORDINGS), Recording, A_RECORDING);
  const choices =
    models === undefined
      ? chosenWithout(config, recorded)
      : await choicesOf(models, { config, env, isReplay: recorded !== undefined });
  const pack = await context.ready();
  return Promise.all(
    choices.map((choice) =>
      createContestant(choice, pack, prices, (chat, model) => {
        if (recorded) return replaying(recorded, model);
        return kept ? recording(chat, model, kept.append, () => dayOf(clock.now())) : chat;
      }),
    ),
  );
}

/** Without --models: what the environment chooses; of a replay, the models that were recorded. */
function chosenWithout(config: Config, recorded: readonly Recording[] | undefined): Choice[] {
  if (!recorded) return [usualChoice(config)];
  return [...new Set(recorded.map(({ model }) => model))].map(recordedChoice);
}
