import type { ThreadReader } from '../../../src/cases/read-thread.ts';
import { runAssess } from '../../../src/commands/assess.ts';
import { readMessages } from '../../../src/commands/read-messages.ts';
import { createThreadReader } from '../../../src/commands/thread-reader.ts';
import { readConfig } from '../../../src/config.ts';
import { afterTest } from '../../support/clean-up.ts';
import { type Call, type LlmAnswer, startLlmServer } from '../../support/llm-server.ts';
import { Assessed } from './assessed.ts';
import { fileWith } from './files.ts';

let offline: Promise<ThreadReader> | undefined;

/** What the commands read with when no model is configured; made once a test file. */
export function offlineReader(): Promise<ThreadReader> {
  offline ??= createThreadReader(readConfig({}));
  return offline;
}

export const KEY = 'sk-test-hunter2hunter2';

/** The environment in which a model reads that answers as told, until the test ends. */
export async function modelThat(answer: (call: Call) => LlmAnswer): Promise<Record<string, string>> {
  const server = await startLlmServer(answer);
  afterTest(() => server.close());
  return { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: server.baseUrl, OPENAI_MODEL: 'small-one' };
}

/** What `assess --json` says of a file with this content. */
export async function assessed(content: string, reader = offlineReader()): Promise<Assessed> {
  const messages = await readMessages(await fileWith(content));
  return Assessed.parse(JSON.parse(await runAssess(messages, await reader, { json: true })));
}

/** What `assess` says of a file with this content to people. */
export async function told(content: string, reader = offlineReader()): Promise<string> {
  return runAssess(await readMessages(await fileWith(content)), await reader, {});
}
