/** `npm run soak -- <what> [options]`: long runs under trouble and load, seeded, with their figures in plain words. */
import { Command, InvalidArgumentError } from 'commander';
import { runChaos } from './chaos/run.ts';
import { chaosToText } from './chaos/to-text.ts';
import { runFuzz } from './fuzz.ts';
import { runLoad } from './load/run.ts';
import { loadToText } from './load/to-text.ts';

const began = performance.now();
const tell = (line: string): void =>
  console.error(`${((performance.now() - began) / 1_000).toFixed(0).padStart(5)} s  ${line}`);

const number = (text: string): number => {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError('Write a number above 0.');
  return value;
};

const program = new Command('npm run soak --').description(
  'Long runs that kill, cut, flood and attack the built app. Each prints its seed; the same seed does the same again, as far as the machine lets it. Ends with 1 when something is wrong.',
);

program
  .command('chaos')
  .description(
    'ask questions while apps are killed, connections cut, events repeated and reordered, and Slack fails',
  )
  .option('--seed <n>', 'what goes wrong, and when', number, 20_261_123)
  .option('--questions <n>', 'how many are asked', number, 1_000)
  .option('--replicas <n>', 'how many apps run side by side', number, 2)
  .option('--per-second <n>', 'how many questions are asked a second', number, 5)
  .action(async (options: { seed: number; questions: number; replicas: number; perSecond: number }) => {
    const report = await runChaos(options, tell);
    console.log(chaosToText(report));
    if (report.wrong.length > 0) process.exitCode = 1;
  });

program
  .command('load')
  .description('send events steadily, and look whether memory, waiting or the time to acknowledge grows')
  .option('--minutes <n>', 'for how long', number, 10)
  .option(
    '--per-second <n>',
    'how many events a second; half of what the app takes at most, if not given',
    number,
  )
  .action(async (options: { minutes: number; perSecond?: number }) => {
    const report = await runLoad(options, tell);
    console.log(loadToText(report));
    if (report.wrong.length > 0) process.exitCode = 1;
  });

program
  .command('fuzz')
  .description(
    'send broken and hostile payloads to the built app; it outlives them, and answers the next question',
  )
  .option('--seed <n>', 'which payloads', number, 20_261_122)
  .option('--runs <n>', 'how many', number, 20_000)
  .action(async (options: { seed: number; runs: number }) => {
    process.exitCode = await runFuzz(options);
  });

await program.parseAsync();
process.exit();
