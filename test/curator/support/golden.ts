import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { MessageFile, toMessages } from '../../../src/commands/read-messages.ts';
import type { Message } from '../../../src/curator/curator.ts';

const CASES = fileURLToPath(new URL('../../golden/cases', import.meta.url));

/** The threads of the golden cases, for tests that need words as people type them. */
export async function goldenThreads(): Promise<Message[][]> {
  const names = (await readdir(CASES)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) =>
      toMessages(MessageFile.parse(JSON.parse(await readFile(join(CASES, name), 'utf8')))),
    ),
  );
}

/** Their messages, with an id of its own for each. */
export async function goldenMessages(): Promise<Message[]> {
  const threads = await goldenThreads();
  return threads.flat().map((message, index) => ({ ...message, id: String(index) }));
}

const VERIFY = fileURLToPath(new URL('../../golden/verify/facts.json', import.meta.url));

const VerifyItem = z.object({
  id: z.string(),
  message: z.string(),
  quote: z.string(),
  fact: z.object({ key: z.string(), value: z.union([z.boolean(), z.number(), z.string()]) }),
  true: z.boolean(),
  kind: z.string(),
});
export type VerifyItem = z.infer<typeof VerifyItem>;

/** True and false facts under true quotations, written by somebody who had not read the verifier. */
export const verifyItems = async (): Promise<VerifyItem[]> =>
  z.array(VerifyItem).parse(JSON.parse(await readFile(VERIFY, 'utf8')));
