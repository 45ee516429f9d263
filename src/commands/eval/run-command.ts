import { access, constants, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../../user-error.ts';
import { type EvalContext, evaluate } from './command.ts';
import { reportToHtml } from './html/page.ts';
import { lossToText } from './loss/loss-to-text.ts';
import { runLoss } from './loss/run-loss.ts';
import { parseEvalOptions } from './options.ts';
import { type Report, reportToJson } from './report.ts';
import { reportToText } from './report-to-text.ts';
import { countOfCases } from './to-text.ts';

/** What is printed. */
export interface EvalOutcome {
  text: string;
  /** For standard error, where a program reads the text. */
  complaints: string[];
  /** Whether every case was run, and of a replay recorded. */
  isWhole: boolean;
}

/**
 * The command `eval`: evaluates, and writes its reports.
 * @returns undefined when no folder is named
 * @throws UserError before any case is run, for what cannot be used
 */
export async function runEvalCommand(
  dir: string | undefined,
  given: Record<string, unknown>,
  context: EvalContext,
): Promise<EvalOutcome | undefined> {
  // "--json" may stand before the folder, and takes it for its file.
  const isSwallowed = dir === undefined && typeof given.json === 'string';
  const folder = isSwallowed ? String(given.json) : dir;
  if (folder === undefined) return undefined;
  const options = parseEvalOptions(isSwallowed ? { ...given, json: true } : given);
  const { json, html } = options;
  for (const file of [json, html]) if (typeof file === 'string') await expectWritable(file);
  const { lose } = options;
  if (lose !== undefined) {
    const loss = await runLoss(folder, { ...options, lose }, context.ready);
    const asJson = JSON.stringify(loss, null, 2);
    if (typeof json === 'string') await writeFile(json, `${asJson}\n`);
    return { text: json === true ? asJson : lossToText(loss), complaints: [], isWhole: true };
  }
  const report = await evaluate(folder, options, context);
  const asJson = JSON.stringify(reportToJson(report), null, 2);
  if (typeof json === 'string') await writeFile(json, `${asJson}\n`);
  if (html !== undefined) await writeFile(html, reportToHtml(report));
  const complaints = complaintsOf(report);
  const isWhole = complaints.length === 0;
  // People read it in the report.
  return json === true
    ? { text: asJson, complaints, isWhole }
    : { text: reportToText(report), complaints: [], isWhole };
}

/** Nobody wants to learn after an hour of reading that the report has no place. @throws UserError */
async function expectWritable(file: string): Promise<void> {
  try {
    await access(dirname(file), constants.W_OK);
  } catch (error) {
    throw new UserError(
      `${file} cannot be written: its folder is not there, or is closed to us.`,
      'Make the folder, or give another path. No case was run.',
      { cause: error },
    );
  }
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory())
    throw new UserError(`${file} is a folder.`, 'Give the path of a file to write. No case was run.');
}

function complaintsOf({ curators, stopped }: Report): string[] {
  const unrecorded = curators.flatMap((curator) => curator.unrecorded ?? []).length;
  return [
    ...(stopped ? [stopped] : []),
    ...(unrecorded > 0
      ? [
          `${countOfCases(unrecorded)} ${unrecorded === 1 ? 'has' : 'have'} no recording of all that was asked: prompt, pack or cases changed. The report names them; record them anew with --record.`,
        ]
      : []),
  ];
}
