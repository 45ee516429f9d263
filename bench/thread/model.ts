import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { countTokens } from 'gpt-tokenizer';
import { z } from 'zod';
import { readConfig } from '../../src/config.ts';
import type { Message } from '../../src/curator/curator.ts';
import { createCurators } from '../../src/curators.ts';
import { readyPack } from '../../src/ready-pack.ts';

const Call = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ content: z.string() })),
  response_format: z.looseObject({}),
});
const Line = z.object({ id: z.string(), by: z.string(), text: z.string() });

/** A server in the place of a model, which counts what it is given. */
export interface StandIn {
  baseUrl: string;
  /** Input tokens since this was last asked, schemas included. */
  tokens(): number;
  /** Milliseconds it took for its answers since this was last asked. */
  spent(): number;
  close(): Promise<void>;
}

/**
 * It reads what the offline curator reads, so that what is known grows as it would, and sums nothing up.
 * @param waitMs how long it takes for an answer, in milliseconds
 */
export async function startStandIn(waitMs = 0): Promise<StandIn> {
  const config = readConfig({});
  const { offline } = await createCurators(config, await readyPack(undefined), undefined);
  let given = 0;
  let spent = 0;
  const answer = async (lines: readonly string[]) => {
    const messages = lines.map((line, index): Message => {
      const { id, by: author, text } = Line.parse(JSON.parse(line));
      return { id, author, text, at: index };
    });
    const { statements } = await offline.read({ messages, situation: { facts: [], conflicts: [] } });
    const facts = statements.map(({ key, value, evidence: { quote, message } }) => ({
      key,
      value: String(value),
      quote,
      message,
    }));
    return { facts, asks: [], route: 'none', rests_on: [], sentences: [] };
  };
  const server = createServer(async (request, response) => {
    const came = performance.now();
    const { model, messages, response_format: format } = Call.parse(await json(request));
    const tokens = countTokens(JSON.stringify(format)) + sum(messages.map(({ content }) => content));
    given += tokens;
    const lines = messages.at(-1)?.content.split('\n') ?? [];
    const content = JSON.stringify(await answer(lines.filter((line) => line.startsWith('{"id"'))));
    if (waitMs > 0) await delay(waitMs);
    response.writeHead(200, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        id: 'chatcmpl-1',
        object: 'chat.completion',
        created: 0,
        model,
        choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
        usage: { prompt_tokens: tokens, completion_tokens: 0, total_tokens: tokens },
      }),
    );
    spent += performance.now() - came;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    baseUrl: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/v1`,
    tokens: () => {
      const tokens = given;
      given = 0;
      return tokens;
    },
    spent: () => {
      const before = spent;
      spent = 0;
      return before;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const sum = (texts: readonly string[]): number => texts.reduce((all, text) => all + countTokens(text), 0);
