import { Command, CommanderError, Option } from 'commander';
import { z } from 'zod';
import { dayOf, systemClock } from './clock.ts';
import type { ProgressOutput } from './commands/eval/progress.ts';
import { readConfig } from './config.ts';
import { PackError } from './pack/finding.ts';
import { packFolders } from './pack-folders.ts';
import { UserError } from './user-error.ts';
import { readVersion } from './version.ts';

/** Where a command is run. */
export interface Terminal {
  env: NodeJS.ProcessEnv;
  out: { write(text: string): unknown };
  err: ProgressOutput;
}

/**
 * Runs a command to its end, or for as long as it has to run, and tells people what went wrong.
 * @param args what stands behind the program's name
 * @returns the exit code
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  let code = 0;
  const say = (text: string) => terminal.out.write(`${text}\n`);
  // A command loads what it needs and no more: `assess` waits for no part of Slack or of the database.
  const program = new Command('tune-or-not')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out.write(text),
      writeErr: (text) => terminal.err.write(text),
    })
    .description('An adviser for the question "should we fine-tune an LLM?"')
    .version(readVersion())
    .showHelpAfterError('Run with --help to see what is possible.');

  program
    .command('start', { isDefault: true })
    .description(
      'start the adviser: in Slack with tokens in the environment, else with a sandbox on this machine',
    )
    // The default command gets what is no command at all; its own complaint about that would name "start".
    .allowExcessArguments()
    .action(async (_options: unknown, command: Command) => {
      const [word] = command.args;
      if (word !== undefined) throw unknownWord(word, program);
      const config = readConfig(terminal.env);
      const { runStart } = await import('./commands/start.ts');
      await runStart(config);
    });

  program
    .command('assess')
    .description('assess a situation from a file, or from standard input; needs no Slack and no database')
    .argument('<file>', 'plain text, or {"messages":[{"author","text","ts"?}]}; "-" is standard input')
    .option('--json', 'print one JSON object')
    .action(async (file: string, options: { json?: boolean }) => {
      const config = readConfig(terminal.env);
      const { readMessages } = await import('./commands/read-messages.ts');
      const messages = await readMessages(file);
      const { runAssess } = await import('./commands/assess.ts');
      const { createThreadReader } = await import('./commands/thread-reader.ts');
      say(await runAssess(messages, await createThreadReader(config), options));
    });

  program
    .command('eval')
    .description(
      'run the adviser over labelled cases (every *.json of a folder) and count; docs/evaluation.md says what is counted',
    )
    .usage('[options] <dir>')
    .argument('[dir]', 'a folder of cases {id, messages, expected_route, acceptable_routes, …}')
    .option('--json [file]', 'print one JSON object, or write it to a file')
    .option('--html <file>', 'write a page with tables and each case side by side')
    .option(
      '--models <list>',
      'compare curators: model, model@https://host/v1 and offline with commas between, or a YAML file',
    )
    .option('--within <points>', 'name the smallest model within so many points of the best (default: 3)')
    .option('--runs <n>', 'run each case so often, and tell how far the runs agree')
    .option('--concurrency <n>', 'run so many cases at once (default: 1)')
    .option('--resume <file>', 'keep finished cases in this file, and do not run again those that are in it')
    .option('--max-tokens <n>', 'stop before more tokens are used, and report what is done')
    .option('--max-cost <dollars>', 'stop before more is spent, and report what is done; needs --prices')
    .option('--prices <file>', 'what models cost: YAML with a date and a source')
    .option('--record <dir>', 'keep what the models say')
    .option(
      '--replay <dir>',
      'ask no model: take what was recorded, and name the cases that have no recording',
    )
    .option('--against <file>', 'list the cases that moved since an earlier JSON report')
    .option(
      '--lose <share>',
      'read nothing: take the labelled facts, lose this share of them by chance ("missed": as often as the offline reader misses each), and tell how the rules stand',
    )
    .option('--seed <n>', 'with --lose: other losses for another number (default: 1)')
    .option('--repeat <n>', 'with --lose: so many times (default: 5)')
    .action(async (dir: string | undefined, given: Record<string, unknown>, command: Command) => {
      const config = readConfig(terminal.env);
      const { runEvalCommand } = await import('./commands/eval/run-command.ts');
      const { readyPack } = await import('./ready-pack.ts');
      const stop = new AbortController();
      process.once('SIGINT', () => stop.abort());
      const outcome = await runEvalCommand(dir, given, {
        config,
        env: terminal.env,
        clock: systemClock,
        ready: () => readyPack(config.guidanceDir),
        progress: terminal.err,
        signal: stop.signal,
      });
      if (!outcome) return command.error("error: missing required argument 'dir'");
      say(outcome.text);
      for (const line of outcome.complaints) terminal.err.write(`${line}\n`);
      if (!outcome.isWhole) code = 1;
    });

  program
    .command('check-pack')
    .description('check the guidance: file, line and remedy of every fault, and sources due for review')
    .argument(
      '[dirs...]',
      'folders that add to the pack; without any, those of GUIDANCE_DIR and WORKSPACE_GUIDANCE',
    )
    .addOption(new Option('--as-of <day>', 'the day to hold sources against, YYYY-MM-DD').argParser(parseDay))
    .option('--strict', 'fail when a source is due for review')
    .action(async (dirs: string[], options: { asOf?: string; strict?: boolean }) => {
      const { runCheckPack } = await import('./commands/check-pack.ts');
      const { guidanceDir, workspaceGuidance, llm } = readConfig(terminal.env);
      const [own, ...added] = packFolders(guidanceDir);
      const isGiven = dirs.length > 0;
      const { text, ok } = await runCheckPack(
        [own, ...(isGiven ? dirs : added)],
        {
          asOf: options.asOf ?? dayOf(systemClock.now()),
          strict: options.strict ?? false,
          withModel: llm !== undefined,
        },
        isGiven ? [] : workspaceGuidance,
      );
      say(text);
      if (!ok) code = 1;
    });

  program
    .command('doctor')
    .description(
      'check settings, Slack tokens and scopes, database, clock, cache, model and guidance, and say what to do; nothing is started or changed',
    )
    .option('--json', 'print one JSON object')
    .option('--no-model', 'do not ask the model its one question, which takes less than a hundred tokens')
    .action(async (options: { json?: boolean; model: boolean }) => {
      const { runDoctor } = await import('./commands/doctor/run-doctor.ts');
      const { toText } = await import('./commands/doctor/to-text.ts');
      const { createLog } = await import('./log.ts');
      const checks = await runDoctor(terminal.env, {
        clock: systemClock,
        log: createLog('silent'),
        model: options.model,
      });
      const isWell = checks.every(({ status }) => status !== 'wrong');
      say(options.json ? JSON.stringify({ ok: isWell, checks }) : toText(checks));
      if (!isWell) code = 1;
    });

  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    // It has said all there is to say.
    if (error instanceof CommanderError) return error.exitCode;
    if (error instanceof UserError) terminal.err.write(`${error.message}\n${error.remedy}\n`);
    else if (error instanceof PackError) terminal.err.write(`${error.message}\n`);
    else throw error;
    return 1;
  }
}

function parseDay(day: string): string {
  if (z.iso.date().safeParse(day).success) return day;
  throw new UserError(`"${day}" is no day.`, 'Write it as YYYY-MM-DD.');
}

function unknownWord(word: string, program: Command): UserError {
  const remedy = 'Run with --help to see what is possible.';
  if (program.args[0] === 'start') return new UserError(`"start" takes nothing behind it: ${word}`, remedy);
  const names = program.commands.map((command) => command.name()).join(', ');
  return new UserError(`There is no command "${word}". The commands are ${names}.`, remedy);
}
