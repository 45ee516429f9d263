import OpenAI from 'openai';
import type {
  ChatCompletion,
  ChatCompletionCreateParamsNonStreaming,
} from 'openai/resources/chat/completions';
import type { Usage } from '../curator.ts';
import { LlmError } from './llm-error.ts';

/** One question to a model. The fixed part comes first, so that a provider's prompt cache holds. */
export interface ChatRequest {
  fixed: string;
  changing: string;
  schema: { name: string; strict: boolean; schema: Record<string, unknown> };
  maxOutputTokens: number;
  /** It asks again, because the answer to the same question could not be used. */
  isRepair?: boolean;
}

export interface ChatAnswer {
  text: string;
  usage: Usage;
}

export interface ChatClient {
  /** @throws LlmError for everything that keeps an answer from coming; it says why in plain words */
  ask(request: ChatRequest, deadline: AbortSignal): Promise<ChatAnswer>;
}

export interface ChatOptions {
  apiKey: string;
  baseUrl: string | undefined;
  model: string;
}

/** Attempts for one call, the first included. */
const MOST_ATTEMPTS = 3;
const FIRST_WAIT_MS = 400;
/** Somebody waits for the answer: who asks us to come back later than this is not asked again. */
const LONGEST_WAIT_MS = 8_000;
/** Room for the thinking of a model that reasons, beside what it visibly says. */
const REASONING_TOKENS = 3_200;

/** What a server turned out not to understand; it is not asked for that again. */
interface Dialect {
  format: 'json_schema' | 'json_object' | 'none';
  limit: 'max_completion_tokens' | 'max_tokens';
  temperature: boolean;
}

/** Talks Chat Completions with any server that speaks it. */
export function createChatClient({ apiKey, baseUrl, model }: ChatOptions): ChatClient {
  const openai = new OpenAI({
    apiKey,
    maxRetries: 0,
    ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
  });
  const dialect: Dialect = { format: 'json_schema', limit: 'max_completion_tokens', temperature: true };

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
      for (let tried = 1; ; tried++) {
        try {
          return read(await attempt(request, deadline));
        } catch (error) {
          const wait = tried < MOST_ATTEMPTS ? waitBefore(error, tried) : undefined;
          if (wait === undefined || deadline.aborted) throw toLlmError(error, deadline);
          await pause(wait, deadline);
        }
      }
    },
  };
}

function bodyFor(
  model: string,
  request: ChatRequest,
  dialect: Dialect,
): ChatCompletionCreateParamsNonStreaming {
  const limit =
    dialect.limit === 'max_tokens'
      ? { max_tokens: request.maxOutputTokens }
      : { max_completion_tokens: request.maxOutputTokens + REASONING_TOKENS };
  return {
    model,
    messages: [
      { role: 'system', content: request.fixed },
      { role: 'user', content: request.changing },
    ],
    ...limit,
    ...(dialect.temperature ? { temperature: 0 } : {}),
    ...(dialect.format === 'json_schema'
      ? { response_format: { type: 'json_schema' as const, json_schema: request.schema } }
      : {}),
    ...(dialect.format === 'json_object' ? { response_format: { type: 'json_object' as const } } : {}),
  };
}

/** Leaves out what the server complains about. @returns whether there is something to try again with */
function learn(dialect: Dialect, error: unknown): boolean {
  if (!(error instanceof OpenAI.APIError) || (error.status !== 400 && error.status !== 422)) return false;
  const { message } = error;
  if (
    /response_format|json_schema|json_object|grammar|structured/i.test(message) &&
    dialect.format !== 'none'
  ) {
    dialect.format = dialect.format === 'json_schema' ? 'json_object' : 'none';
    return true;
  }
  if (/max_completion_tokens|max_tokens/i.test(message) && dialect.limit === 'max_completion_tokens') {
    dialect.limit = 'max_tokens';
    return true;
  }
  if (/temperature/i.test(message) && dialect.temperature) {
    dialect.temperature = false;
    return true;
  }
  return false;
}

function read(completion: ChatCompletion): ChatAnswer {
  const choice = completion.choices[0];
  const usage = usageOf(completion);
  if (!choice) throw new LlmError('the model gave no answer', { usage });
  if (choice.message.refusal) throw new LlmError('the model refused', { usage });
  if (choice.finish_reason === 'length') throw new LlmError('the answer of the model was cut off', { usage });
  return { text: choice.message.content ?? '', usage };
}

const usageOf = ({ usage }: ChatCompletion): Usage => ({
  inputTokens: usage?.prompt_tokens ?? 0,
  cachedTokens: usage?.prompt_tokens_details?.cached_tokens ?? 0,
  outputTokens: usage?.completion_tokens ?? 0,
  calls: 1,
});

/** How long to wait before another attempt, in milliseconds; undefined when another one would not help. */
function waitBefore(error: unknown, tried: number): number | undefined {
  const jittered = FIRST_WAIT_MS * 2 ** (tried - 1) * (1 + Math.random() / 2);
  if (error instanceof OpenAI.APIUserAbortError) return undefined;
  if (error instanceof OpenAI.APIConnectionError) return jittered;
  if (!(error instanceof OpenAI.APIError)) return undefined;
  if (error.status !== 429 && (error.status ?? 0) < 500) return undefined;
  const asked = Number(error.headers?.get('retry-after'));
  const wait = Number.isFinite(asked) && asked > 0 ? Math.max(asked * 1000, jittered) : jittered;
  return wait > LONGEST_WAIT_MS ? undefined : wait;
}

/** Waits, but not beyond the deadline. @throws LlmError when there is no time left for another attempt */
async function pause(ms: number, deadline: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const give = () => {
      clearTimeout(timer);
      reject(new LlmError('the model did not answer in time'));
    };
    const timer = setTimeout(() => {
      deadline.removeEventListener('abort', give);
      resolve();
    }, ms);
    if (deadline.aborted) give();
    else deadline.addEventListener('abort', give, { once: true });
  });
}

function toLlmError(error: unknown, deadline: AbortSignal): LlmError {
  if (error instanceof LlmError) return error;
  if (deadline.aborted) return new LlmError('the model did not answer in time', { cause: error });
  if (error instanceof OpenAI.RateLimitError)
    return new LlmError('the model has no capacity for us now', { cause: error });
  if (error instanceof OpenAI.AuthenticationError || error instanceof OpenAI.PermissionDeniedError) {
    return new LlmError('the model does not accept our key', { cause: error });
  }
  if (error instanceof OpenAI.APIConnectionError)
    return new LlmError('the model cannot be reached', { cause: error });
  if (error instanceof OpenAI.APIError)
    return new LlmError(`the model's server answered ${error.status ?? 'with an error'}`, { cause: error });
  return new LlmError('the model failed', { cause: error });
}
