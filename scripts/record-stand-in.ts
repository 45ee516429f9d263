/**
 * `npm run record`: records anew what `npm test` replays in test/recorded. No model is asked: a stand-in answers with the
 * facts that the labellers of a situation found, and sums up with a sentence that rests on nothing.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../src/clock.ts';
import { evaluate } from '../src/commands/eval/command.ts';
import { parseEvalOptions } from '../src/commands/eval/options.ts';
import { readCases } from '../src/commands/eval/read-cases.ts';
import { readConfig } from '../src/config.ts';
import { PACKAGE_ROOT } from '../src/package-root.ts';
import { readyPack } from '../src/ready-pack.ts';
import { labelsAloud } from '../test/support/labels-aloud.ts';
import { startLlmServer } from '../test/support/llm-server.ts';

/** Of each voice some; the names are those of test/golden/cases. */
const SITUATIONS = [
  'a-001',
  'a-005',
  'a-020',
  'a-040',
  'a-061',
  'b-001',
  'b-022',
  'b-044',
  'b-070',
  'c-001',
  'c-025',
  'c-052',
];

const RECORDED = join(PACKAGE_ROOT, 'test', 'recorded');
const golden = (id: string) => join(PACKAGE_ROOT, 'test', 'golden', 'cases', `${id}.json`);

const folder = await mkdtemp(join(tmpdir(), 'tune-or-not-record-'));
for (const id of SITUATIONS) await cp(golden(id), join(folder, `${id}.json`));
const server = await startLlmServer(labelsAloud(await readCases(folder)));
try {
  await rm(join(RECORDED, 'completions.jsonl'), { force: true });
  const env = { OPENAI_API_KEY: 'none', OPENAI_BASE_URL: server.baseUrl, OPENAI_MODEL: 'stand-in' };
  const { curators } = await evaluate(folder, parseEvalOptions({ record: RECORDED }), {
    config: readConfig(env),
    env,
    clock: systemClock,
    ready: () => readyPack(undefined),
    progress: process.stderr,
  });
  const [{ totals } = { totals: undefined }] = curators;
  console.log(
    `Recorded ${totals?.cases} situations: ${totals?.acceptable} acceptable, ${totals?.strict} strict.`,
  );
} finally {
  await server.close();
  await rm(folder, { recursive: true, force: true });
}
