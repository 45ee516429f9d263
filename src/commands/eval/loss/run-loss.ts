import type { ReadyPack } from '../../../curator/ready-pack.ts';
import { UserError } from '../../../user-error.ts';
import { createContestant } from '../contestants.ts';
import type { EvalOptions } from '../options.ts';
import { readCases } from '../read-cases.ts';
import { type Loss, lossOf } from './loss.ts';
import { asMissed, evenly } from './miss-rates.ts';

/** As little as it takes to see how far repeats differ. */
const USUAL_REPEATS = 5;

/** What `--lose` asks for. @throws UserError for a folder whose cases have no labels to lose */
export async function runLoss(
  folder: string,
  { lose, seed = 1, repeat = USUAL_REPEATS }: EvalOptions & { lose: number | 'missed' },
  ready: () => Promise<ReadyPack>,
): Promise<Loss> {
  const cases = await readCases(folder);
  const made = await ready();
  // What is missed is measured on the offline curator: it is the one that everybody has.
  const rates =
    lose === 'missed'
      ? await asMissed(
          cases,
          (await createContestant({ name: 'offline', llm: undefined }, made, undefined)).reader,
        )
      : evenly(lose);
  const loss = lossOf(cases, made.pack, { rates, seed, repeats: repeat });
  if (loss.cases > 0) return loss;
  throw new UserError(
    `No case in ${folder} has facts labelled in the words of the pack, so there is nothing to lose.`,
    'Label facts as in prompts/facts.yaml; docs/evaluation.md shows a case.',
  );
}
