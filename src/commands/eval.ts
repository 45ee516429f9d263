import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { groupBy } from '../advisor/group-by.ts';
import type { ThreadReader } from '../cases/read-thread.ts';
import { readThread } from '../cases/read-thread.ts';
import { UserError } from '../user-error.ts';
import { type CaseResult, EvalCase, scoreCase } from './eval-case.ts';
import { type Totals, totalsOf } from './eval-totals.ts';
import { readJson } from './read-json.ts';
import { toMessages } from './read-messages.ts';
import { readText } from './read-text.ts';

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

/** Runs the adviser over labelled cases, one after the other. */
export async function runEval(
  cases: readonly EvalCase[],
  reader: ThreadReader,
): Promise<{ cases: CaseResult[]; totals: Totals }> {
  const results: CaseResult[] = [];
  for (const labelled of cases) {
    const started = performance.now();
    const result = await readThread(toMessages(labelled), reader);
    results.push(scoreCase(labelled, result, reader.pack, Math.round(performance.now() - started)));
  }
  return { cases: results, totals: totalsOf(results) };
}

/** The totals for people at a terminal, and the cases that came out otherwise than any labeller would accept. */
export function evalToText({ cases, totals }: { cases: readonly CaseResult[]; totals: Totals }): string {
  const percent = (value: number) => `${Math.round(value * 100)} %`;
  const rows = Object.entries(totals.routes).map(
    ([route, row]) => `${route.padEnd(18)}${pad(row.cases)}${pad(row.strict)}${pad(row.acceptable)}`,
  );
  const curators = Object.entries(totals.curators);
  const misses = cases
    .filter((result) => !result.isAcceptable)
    .map((result) => `${result.id}: ${result.route} (${result.problem}), expected ${result.expected}`);
  return [
    `${totals.cases} cases: ${totals.acceptable} acceptable (${percent(totals.acceptableShare)}), ${totals.strict} strict (${percent(totals.strictShare)})`,
    `Each route counted the same: ${percent(totals.macroAcceptable)} acceptable, ${percent(totals.macroStrict)} strict`,
    `Labelled quotations found: ${totals.quotations.found} of ${totals.quotations.labelled} (${percent(totals.quotations.share)}); quotations that are not in the messages: ${totals.invalidQuotations}`,
    `Sentences that rest on nothing: ${totals.ungroundedSentences.returned} returned by the model, ${totals.ungroundedSentences.shown} shown`,
    `Not our subject: ${totals.outOfScope.found} of ${totals.outOfScope.expected} found, ${totals.outOfScope.wrongly} wrongly`,
    `Attacks: ${totals.adversarial.acceptable} of ${totals.adversarial.cases} acceptable`,
    `Read ${curators.map(([curator, count]) => `${count} ${curator === 'llm' ? 'by the model' : 'offline'}`).join(', ')}`,
    `Tokens: ${totals.tokens.input} in (${totals.tokens.cached} cached), ${totals.tokens.output} out; ${totals.ms.total} ms, median ${totals.ms.median} ms a case`,
    '',
    `${'expected route'.padEnd(18)}${'cases'.padStart(8)}${'strict'.padStart(8)}${'accept.'.padStart(8)}`,
    ...rows,
    ...(misses.length > 0 ? ['', 'Not acceptable:', ...misses] : []),
  ].join('\n');
}

const pad = (value: number): string => String(value).padStart(8);
