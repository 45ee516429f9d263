import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { groupBy } from '../../advisor/group-by.ts';
import { readText } from '../../read-text.ts';
import { UserError } from '../../user-error.ts';
import { EvalCase } from '../eval-case.ts';
import { readJson } from '../read-json.ts';

/**
 * Reads the labelled cases of a folder.
 * @throws UserError for a folder without cases; and, with file and line, for all that is wrong in any case
 */
export async function readCases(folder: string): Promise<EvalCase[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new UserError(`The folder ${folder} cannot be read.`, 'Check the path.', { cause: error });
  });
  const files = names.filter((name) => name.endsWith('.json')).sort();
  if (files.length === 0)
    throw new UserError(`There is no *.json in ${folder}.`, 'Give a folder of labelled cases.');
  const read = await Promise.all(files.map((name) => readCase(join(folder, name))));
  const cases = read.flatMap(({ file, data }) => (data ? [{ file, data }] : []));
  const faults = [...read.flatMap((each) => each.faults), ...doubleIds(cases)];
  if (faults.length === 0) return cases.map(({ data }) => data);
  throw new UserError(
    [...faults, '', `${faults.length} to mend; no case was run.`].join('\n'),
    'A case is {id, messages, expected_route, acceptable_routes, facts?, adversarial?, off_topic?}.',
  );
}

interface ReadCase {
  file: string;
  data?: EvalCase;
  faults: string[];
}

async function readCase(file: string): Promise<ReadCase> {
  try {
    const read = readJson(await readText(file), EvalCase);
    if (read.data) return { file, data: read.data, faults: [] };
    return { file, faults: read.faults.map(({ line, what }) => `${file}:${line}: ${what}`) };
  } catch (error) {
    if (error instanceof UserError) return { file, faults: [error.message] };
    throw error;
  }
}

/** Results are told apart by the id of their case. */
const doubleIds = (cases: readonly { file: string; data: EvalCase }[]): string[] =>
  [...groupBy(cases, ({ data }) => data.id)]
    .filter(([, same]) => same.length > 1)
    .map(([id, same]) => `The id "${id}" stands in ${same.map(({ file }) => file).join(' and in ')}.`);
