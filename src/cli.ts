#!/usr/bin/env node
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { config as loadDotenv } from 'dotenv';
import { dayOf, systemClock } from './clock.ts';
import { runAssess } from './commands/assess.ts';
import { runCheckPack } from './commands/check-pack.ts';
import { evalToText, readCases, runEval } from './commands/eval.ts';
import { readMessages } from './commands/read-messages.ts';
import { runStart } from './commands/start.ts';
import { createThreadReader } from './commands/thread-reader.ts';
import { readConfig } from './config.ts';
import { PackError } from './pack/finding.ts';
import { PACKAGE_ROOT } from './package-root.ts';
import { UserError } from './user-error.ts';
import { readVersion } from './version.ts';

const program = new Command('tune-or-not')
  .description('An adviser for the question "should we fine-tune an LLM?"')
  .version(readVersion())
  .showHelpAfterError('Run with --help to see what is possible.');

program
  .command('start', { isDefault: true })
  .description(
    'start the adviser: in Slack with tokens in the environment, else with a sandbox on this machine',
  )
  .action(async () => {
    await runStart(readConfig(process.env));
  });

program
  .command('assess')
  .description('assess a situation from a file, or from standard input; needs no Slack and no database')
  .argument('<file>', 'plain text, or {"messages":[{"author","text","ts"?}]}; "-" is standard input')
  .option('--json', 'print one JSON object')
  .action(async (file: string, options: { json?: boolean }) => {
    const messages = await readMessages(file);
    console.log(await runAssess(messages, await createThreadReader(readConfig(process.env)), options));
  });

program
  .command('eval')
  .description('run the adviser over labelled cases (every *.json of a folder) and count')
  .argument('<dir>', 'a folder of cases {id, messages, expected_route, acceptable_routes, …}')
  .option('--json', 'print one JSON object')
  .action(async (dir: string, options: { json?: boolean }) => {
    const result = await runEval(await readCases(dir), await createThreadReader(readConfig(process.env)));
    console.log(options.json ? JSON.stringify(result, null, 2) : evalToText(result));
  });

program
  .command('check-pack')
  .description('check the guidance: file, line and remedy of every fault, and sources due for review')
  .argument('[dirs...]', 'folders that add to the pack, as GUIDANCE_DIR does')
  .addOption(new Option('--as-of <day>', 'the day to hold sources against, YYYY-MM-DD').argParser(parseDay))
  .option('--strict', 'fail when a source is due for review')
  .action(async (dirs: string[], options: { asOf?: string; strict?: boolean }) => {
    const { text, ok } = await runCheckPack([join(PACKAGE_ROOT, 'prompts'), ...dirs], {
      asOf: options.asOf ?? dayOf(systemClock.now()),
      strict: options.strict ?? false,
    });
    console.log(text);
    if (!ok) process.exitCode = 1;
  });

function parseDay(day: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))) return day;
  throw new UserError(`"${day}" is no day.`, 'Write it as YYYY-MM-DD.');
}

try {
  loadDotenv({ quiet: true });
  await program.parseAsync();
} catch (error) {
  if (error instanceof UserError) console.error(`${error.message}\n${error.remedy}`);
  else if (error instanceof PackError) console.error(error.message);
  else throw error;
  process.exitCode = 1;
}
