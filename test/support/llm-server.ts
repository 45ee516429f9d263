import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

/** One call of the Chat Completions API, as it came over the wire. */
const Call = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  response_format: z.looseObject({ type: z.string() }).optional(),
  max_tokens: z.number().optional(),
  max_completion_tokens: z.number().optional(),
  temperature: z.number().optional(),
});
export type Call = z.infer<typeof Call>;

/** What the stand-in answers to one call. */
export type LlmAnswer =
  | { say: unknown }
  /** `usage: null` tells nothing of what was used; `reasoning` stands beside the answer, as some servers give it. */
  | { raw: string; usage?: null; reasoning?: string }
  | { refuse: string }
  | { cutOff: string }
  | { status: number; message?: string; code?: string; headers?: Record<string, string> }
  | { hang: true }
  | { slowMs: number; afterwards: LlmAnswer };

/** A server that speaks the Chat Completions protocol, answers what a test tells it to, and remembers what it was asked. */
export interface LlmServer {
  baseUrl: string;
  calls: Call[];
  /** The keys that came with the calls. */
  keys: string[];
  close(): Promise<void>;
}

/** @param answer decides by the call and its number (from 0), at once or when it is time */
export async function startLlmServer(
  answer: (call: Call, number: number) => LlmAnswer | Promise<LlmAnswer>,
): Promise<LlmServer> {
  const calls: Call[] = [];
  const keys: string[] = [];
  const server = createServer((request, response) => {
    keys.push(request.headers.authorization?.replace('Bearer ', '') ?? '');
    receive(request).then(
      async (call) => {
        calls.push(call);
        give(await answer(call, calls.length - 1), call, response);
      },
      (error: unknown) => response.writeHead(400).end(JSON.stringify({ error: { message: String(error) } })),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    calls,
    keys,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function receive(request: IncomingMessage): Promise<Call> {
  if (request.method !== 'POST' || request.url !== '/v1/chat/completions')
    throw new Error(`no such endpoint: ${request.url}`);
  if (!/^Bearer .+/.test(request.headers.authorization ?? '')) throw new Error('no key');
  return Call.parse(JSON.parse(await text(request)));
}

function give(answer: LlmAnswer, call: Call, response: ServerResponse): void {
  if ('hang' in answer) return;
  if ('slowMs' in answer) {
    setTimeout(() => give(answer.afterwards, call, response), answer.slowMs);
    return;
  }
  if ('status' in answer) {
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end(
      JSON.stringify({
        error: {
          message: answer.message ?? `status ${answer.status}`,
          ...('code' in answer ? { code: answer.code } : {}),
        },
      }),
    );
    return;
  }
  const message =
    'refuse' in answer
      ? { role: 'assistant', content: null, refusal: answer.refuse }
      : {
          role: 'assistant',
          content: contentOf(answer),
          ...('reasoning' in answer ? { reasoning_content: answer.reasoning } : {}),
        };
  const prompt = call.messages.reduce((sum, { content }) => sum + Math.ceil(content.length / 4), 0);
  response.writeHead(200, { 'content-type': 'application/json' }).end(
    JSON.stringify({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 0,
      model: call.model,
      choices: [{ index: 0, message, finish_reason: 'cutOff' in answer ? 'length' : 'stop' }],
      ...('usage' in answer
        ? {}
        : {
            usage: {
              prompt_tokens: prompt,
              completion_tokens: 50,
              total_tokens: prompt + 50,
              prompt_tokens_details: { cached_tokens: 0 },
            },
          }),
    }),
  );
}

function contentOf(answer: { say: unknown } | { raw: string } | { cutOff: string }): string {
  if ('raw' in answer) return answer.raw;
  return 'cutOff' in answer ? answer.cutOff : JSON.stringify(answer.say);
}

/** Whether a call asks for a summary (a reading otherwise). */
export const asksForSummary = (call: Call): boolean =>
  JSON.stringify(call.response_format ?? {}).includes('"sentences"') ||
  (call.messages[0]?.content.startsWith('You put a team') ?? false);
