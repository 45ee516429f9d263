import { evaluate } from '../../../src/commands/eval/command.ts';
import { parseEvalOptions } from '../../../src/commands/eval/options.ts';
import type { Report } from '../../../src/commands/eval/report.ts';
import { readConfig } from '../../../src/config.ts';
import { UserError } from '../../../src/user-error.ts';
import { ownReady } from '../../runner/own-guidance.ts';
import { folderWith } from './files.ts';

/** A case that a good reader of the stand-in's words gets right; its name stands in its text, so that no two are alike. */
export const caseNamed = (id: string, changes: object = {}) => ({
  id,
  messages: [{ author: 'ana', text: `${id}: our support bot makes up refund rules. We have 800 Q&A pairs.` }],
  expected_route: 'rag-first',
  acceptable_routes: [],
  ...changes,
});

/** A folder with these cases, each in a file named by its id. */
export const folderOf = (...cases: { id: string }[]): Promise<string> =>
  folderWith(
    Object.fromEntries(cases.map((each) => [`${each.id.replace(/\W/g, '-')}.json`, JSON.stringify(each)])),
  );

/** Evaluates as the command does, with these options and this environment. */
export function evaluated(
  folder: string,
  options: object = {},
  env: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<Report> {
  return evaluate(folder, parseEvalOptions(options), {
    config: readConfig(env),
    env,
    ready: ownReady,
    clock: { now: () => Date.UTC(2026, 0, 31) },
    progress: { isTTY: false, write: () => undefined },
    ...(signal ? { signal } : {}),
  });
}

/** What is said of an evaluation that cannot begin. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw new Error('It was not refused.', { cause: error });
  return `${error.message}\n${error.remedy}`;
}
