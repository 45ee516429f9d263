import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { EMPTY_SITUATION } from '../src/advisor/situation.ts';
import { systemClock } from '../src/clock.ts';
import { readConfig } from '../src/config.ts';
import type { Budget } from '../src/curator/llm/budget.ts';
import { createCurators } from '../src/curators.ts';
import { type Guidances, readGuidances } from '../src/guidances.ts';
import { createCache } from '../src/store/cache/cache.ts';
import { createPostgresBackend } from '../src/store/cache/postgres-cache.ts';
import { COUNCIL_PASSAGE } from './pack/support/company.ts';
import { afterTest } from './support/clean-up.ts';
import { emptyFolder } from './support/cli.ts';
import { readsWell } from './support/llm-reader.ts';
import { type LlmAnswer, startLlmServer } from './support/llm-server.ts';
import { createDatabase, open } from './support/test-database.ts';
import { HEALTH, listed, notAgreed } from './support/trade-guidance.ts';

const MESSAGE = { id: 'm1', author: 'UANA', text: notAgreed(HEALTH), at: 1_000 };
const UNLIMITED: Budget = { reserve: async () => ({ settle: async () => undefined }) };

const PASSAGE_ONLY = 'council';

/** A folder that a model is told nothing of while it reads: a passage. */
async function passageOnly(): Promise<string> {
  const folder = await emptyFolder();
  await mkdir(join(folder, 'guidance'));
  await writeFile(join(folder, 'guidance/fix-data.md'), `---\nroute: fix-data\n---\n\n${COUNCIL_PASSAGE}`);
  return folder;
}

/** Several kinds of guidance, and a model that reads the same message of the same case with any of them. */
async function readers(answer: Parameters<typeof startLlmServer>[0]) {
  const server = await startLlmServer(answer);
  afterTest(() => server.close());
  const config = readConfig({
    OPENAI_API_KEY: 'sk-test-1',
    OPENAI_BASE_URL: server.baseUrl,
    WORKSPACE_GUIDANCE: `${PASSAGE_ONLY}=${await passageOnly()},${await listed(HEALTH)}`,
  });
  const guidances = await readGuidances(config);
  const { pool } = await open(await createDatabase());
  const curators = await createCurators(config, guidances.usual, {
    cache: createCache(createPostgresBackend(pool), () => undefined),
    exists: async () => true,
    clock: systemClock,
    retentionMs: async () => systemClock.now(),
    models: config.models,
    log: pino({ level: 'silent' }),
  });
  const read = (ready: Guidances['usual']) =>
    curators
      .within(ready, config.llm?.model, () => UNLIMITED)
      .read({ messages: [MESSAGE], situation: EMPTY_SITUATION, scope: 'T1:a case:' });
  return { guidances, read, calls: server.calls };
}

test('What a model read with one guidance is not taken for what it reads with another, though it is asked the same', async () => {
  const { guidances, read, calls } = await readers(readsWell);
  const usual = await read(guidances.usual);
  const chosen = await read(guidances.beside([PASSAGE_ONLY]));
  expect(JSON.stringify(calls[1]?.messages)).toBe(JSON.stringify(calls[0]?.messages));
  for (const { usage } of [usual, chosen]) expect(usage).toMatchObject({ calls: 1, cacheHits: 0 });
  expect((await read(guidances.beside([PASSAGE_ONLY]))).usage).toMatchObject({ calls: 0, cacheHits: 1 });
});

test('A server that failed is left alone by all, whatever guidance they read with', async () => {
  const { guidances, read, calls } = await readers((): LlmAnswer => ({ status: 401 }));
  for (let failed = 0; failed < 5; failed++) await read(guidances.usual);
  const reading = await read(guidances.beside([HEALTH.name]));
  expect(reading.notes.join()).toContain('is left alone for a moment');
  expect(reading.statements.map(({ key }) => key)).toContain(HEALTH.key);
  expect(calls).toHaveLength(5);
});
