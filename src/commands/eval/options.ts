import { z } from 'zod';
import { UserError } from '../../user-error.ts';

const number = (least: number, error: string) => z.coerce.number(error).min(least, error);
const count = (least: number) =>
  number(least, `write a whole number of ${least} or more`).int(`write a whole number of ${least} or more`);
const File = z.string().min(1, 'write a path');

const A_SHARE = 'write a share between 0 and 1, or "missed"';
const Lose = z.union([z.literal('missed'), number(0, A_SHARE).max(1, A_SHARE)], A_SHARE);

/** Where labelled facts are lost instead of read, there is no curator, no model and no page. */
const NOT_WITH_LOSE = [
  'html',
  'models',
  'within',
  'runs',
  'concurrency',
  'resume',
  'maxTokens',
  'maxCost',
  'prices',
  'record',
  'replay',
  'against',
] as const;
const ONLY_WITH_LOSE = ['seed', 'repeat'] as const;

/** The options of `eval`, as the command line gives them. */
const Options = z
  .strictObject({
    json: z.union([z.literal(true), File]).optional(),
    html: File.optional(),
    models: z.string().optional(),
    within: number(0, 'write a number of points, 0 or more').optional(),
    runs: count(1).optional(),
    concurrency: count(1).optional(),
    resume: File.optional(),
    maxTokens: count(1).optional(),
    maxCost: number(0, 'write dollars, such as 2.50').optional(),
    prices: File.optional(),
    record: File.optional(),
    replay: File.optional(),
    against: File.optional(),
    lose: Lose.optional(),
    seed: count(0).optional(),
    repeat: count(1).optional(),
  })
  .refine(({ record, replay }) => record === undefined || replay === undefined, {
    path: ['replay'],
    error: 'it asks no model, so there is nothing to record; use one of --record and --replay',
  })
  .superRefine((given, { addIssue }) => {
    const wrong = given.lose === undefined ? ONLY_WITH_LOSE : NOT_WITH_LOSE;
    const message =
      given.lose === undefined ? 'it goes with --lose' : 'it does not go with --lose, which reads nothing';
    for (const name of wrong)
      if (given[name] !== undefined) addIssue({ code: 'custom', path: [name], message });
  })
  // After the checks, which have to see what was given and what was not.
  .transform(({ within = 3, runs = 1, concurrency = 1, ...given }) => ({
    ...given,
    within,
    runs,
    concurrency,
  }));

export type EvalOptions = z.infer<typeof Options>;

/** @throws UserError that names every option that cannot be used */
export function parseEvalOptions(given: unknown): EvalOptions {
  const parsed = Options.safeParse(given);
  if (!parsed.success) {
    throw new UserError(
      parsed.error.issues.map(({ path, message }) => `--${kebab(path.join('.'))}: ${message}.`).join('\n'),
      'Run "eval --help" to see what is possible. No case was run.',
    );
  }
  return parsed.data;
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
