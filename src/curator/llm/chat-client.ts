import OpenAI from 'openai';
import type { ChatCompletion } from 'openai/resources/chat/completions';
import { NO_USAGE, type Usage } from '../curator.ts';
import type { ChatAnswer, ChatClient, ChatRequest } from './chat.ts';
import { countTokens } from './count-tokens.ts';
import { bodyFor, learn, newDialect } from './dialect.ts';
import { LlmError } from './llm-error.ts';
import { withRetries } from './retry.ts';
import { type TokensSent, tokensSent } from './tokens-sent.ts';

export interface ChatOptions {
  apiKey: string;
  baseUrl: string | undefined;
  model: string;
}

/** Talks Chat Completions with any server that speaks it. */
export function createChatClient({ apiKey, baseUrl, model }: ChatOptions): ChatClient {
  const openai = new OpenAI({
    apiKey,
    maxRetries: 0,
    // What people wrote is for the server that the operator named, not for one to which that server points.
    fetchOptions: { redirect: 'error' },
    ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
  });
  const dialect = newDialect();

  async function attempt(request: ChatRequest, signal: AbortSignal): Promise<ChatCompletion> {
    for (;;) {
      try {
        return await openai.chat.completions.create(bodyFor(model, request, dialect), { signal });
      } catch (error) {
        if (!learn(dialect, error)) throw error;
      }
    }
  }

  return {
    async ask(request, deadline) {
      const sent = tokensSent(request);
      try {
        return read(await withRetries(() => attempt(request, deadline), deadline), sent);
      } catch (error) {
        throw toLlmError(error, deadline, sent);
      }
    },
  };
}

function read(completion: ChatCompletion, sent: TokensSent): ChatAnswer {
  const choice = completion.choices[0];
  const text = choice?.message.content ?? '';
  const usage = usageOf(completion, text, sent);
  if (!choice) throw new LlmError('the model gave no answer', { usage });
  if (choice.message.refusal) throw new LlmError('the model refused', { usage });
  if (choice.finish_reason === 'length') throw new LlmError('the answer of the model was cut off', { usage });
  return { text, usage };
}

/** What the server says it took; where it says nothing, what we count. */
const usageOf = ({ usage }: ChatCompletion, text: string, sent: TokensSent): Usage => ({
  ...NO_USAGE,
  inputTokens: counted(usage?.prompt_tokens) ?? sent.all,
  cachedTokens: counted(usage?.prompt_tokens_details?.cached_tokens) ?? 0,
  outputTokens: counted(usage?.completion_tokens) ?? countTokens(text),
  calls: 1,
  sentTokens: sent.all,
  stableTokens: sent.stable,
});

/** A number that a server may have counted; some send what is none. */
const counted = (tokens: unknown): number | undefined =>
  typeof tokens === 'number' && Number.isSafeInteger(tokens) && tokens >= 0 ? tokens : undefined;

function toLlmError(error: unknown, deadline: AbortSignal, sent: TokensSent): LlmError {
  if (error instanceof LlmError) return error;
  if (deadline.aborted) {
    // The server may have worked on it all the same, and charge for it.
    const usage = {
      ...NO_USAGE,
      inputTokens: sent.all,
      calls: 1,
      sentTokens: sent.all,
      stableTokens: sent.stable,
    };
    // Who is stopped by a person says nothing about the server.
    const failure = isTimeout(deadline.reason) ? 'unavailable' : 'unusable';
    return new LlmError('the model did not answer in time', { cause: error, usage, failure });
  }
  const because = (message: string) => new LlmError(message, { cause: error, failure: 'unavailable' });
  if (error instanceof OpenAI.RateLimitError) return because('the model has no capacity for us now');
  if (error instanceof OpenAI.AuthenticationError || error instanceof OpenAI.PermissionDeniedError) {
    return because('the model does not accept our key');
  }
  if (error instanceof OpenAI.APIConnectionError) return because('the model cannot be reached');
  if (error instanceof OpenAI.APIError)
    return because(`the model's server answered ${error.status ?? 'with an error'}`);
  return new LlmError('the model failed', { cause: error });
}

const isTimeout = (reason: unknown): boolean =>
  reason instanceof DOMException && reason.name === 'TimeoutError';
