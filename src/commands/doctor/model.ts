import type { LlmConfig } from '../../config.ts';
import type { ChatRequest } from '../../curator/llm/chat.ts';
import { createChatClient } from '../../curator/llm/chat-client.ts';
import { withDeadline } from '../../curator/llm/deadline.ts';
import { LlmError } from '../../curator/llm/llm-error.ts';
import { stopwatch } from '../../meter.ts';
import { type Check, type Finding, ok, warning, wrong } from './check.ts';

/** A server that has to load its model first may take this long. */
const LIMIT_MS = 20_000;

const QUESTION: ChatRequest = {
  fixed: 'This checks a connection. Answer with the JSON object {"here": true} and nothing else.',
  changing: 'Are you there?',
  schema: {
    name: 'check',
    strict: true,
    schema: {
      type: 'object',
      properties: { here: { type: 'boolean' } },
      required: ['here'],
      additionalProperties: false,
    },
  },
  maxOutputTokens: 50,
};

/**
 * Asks the model one tiny question. A key, a name and an address can be right only together, and nothing but an answer
 * shows that they are; it takes less than a hundred tokens, thinking aside. No text of anybody is sent.
 * @param ask false to ask nothing
 */
export const modelCheck = (
  llm: LlmConfig | undefined,
  ask: boolean,
  leftOut: ReadonlySet<string>,
): Check => ({
  name: 'model',
  limitMs: LIMIT_MS + 1_000,
  look: async () => {
    if (llm) return ask ? lookAt(llm) : ok(`${llm.model} was not asked anything (--no-model)`);
    return [...leftOut].some((name) => name.startsWith('OPENAI_'))
      ? warning('not looked at, because its settings cannot be used', 'Correct the settings first.')
      : ok('OPENAI_API_KEY is not set: messages are read offline, and leave nowhere');
  },
});

async function lookAt(llm: LlmConfig): Promise<Finding> {
  const where = llm.baseUrl === undefined ? 'OpenAI' : new URL(llm.baseUrl).host;
  const seconds = stopwatch();
  try {
    const { text, usage } = await withDeadline(LIMIT_MS, undefined, (deadline) =>
      createChatClient(llm).ask(QUESTION, deadline),
    );
    const took = `${llm.model} at ${where} answered in ${seconds().toFixed(1)} s; the question took ${usage.inputTokens + usage.outputTokens} tokens`;
    if (/"here"\s*:\s*true/.test(text)) return ok(took);
    return warning(
      `${took}, but the answer was not the JSON that was asked for; readings may fail, and are then done offline`,
      'Choose another model, or see docs/model.md for which servers will do.',
    );
  } catch (error) {
    if (!(error instanceof LlmError)) throw error;
    return wrong(
      `${llm.model} at ${where} is of no use: ${error.message}. Messages are read offline, which answers say`,
      'Check OPENAI_API_KEY, OPENAI_BASE_URL and OPENAI_MODEL, and that the account is paid for.',
    );
  }
}
