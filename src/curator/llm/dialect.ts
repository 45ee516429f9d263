import OpenAI from 'openai';
import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import type { ChatRequest } from './chat.ts';

/** Room for the thinking of a model that reasons, beside what it visibly says. */
export const REASONING_TOKENS = 3_200;

/** What a server turned out not to understand; it is not asked for that again. */
export interface Dialect {
  format: 'json_schema' | 'json_object' | 'none';
  limit: 'max_completion_tokens' | 'max_tokens';
  /** Whether its context has room for thinking beside the question. */
  roomToThink: boolean;
  temperature: boolean;
}

export const newDialect = (): Dialect => ({
  format: 'json_schema',
  limit: 'max_completion_tokens',
  roomToThink: true,
  temperature: true,
});

/** A request as this server takes it. */
export function bodyFor(
  model: string,
  request: ChatRequest,
  { format, limit, roomToThink, temperature }: Dialect,
): ChatCompletionCreateParamsNonStreaming {
  const most = request.maxOutputTokens + (roomToThink ? REASONING_TOKENS : 0);
  return {
    model,
    messages: [
      { role: 'system', content: request.fixed },
      { role: 'user', content: request.changing },
    ],
    // Servers that know only the older name hold no thinking in it.
    ...(limit === 'max_tokens' ? { max_tokens: request.maxOutputTokens } : { max_completion_tokens: most }),
    ...(temperature ? { temperature: 0 } : {}),
    ...(format === 'json_schema'
      ? { response_format: { type: 'json_schema' as const, json_schema: request.schema } }
      : {}),
    ...(format === 'json_object' ? { response_format: { type: 'json_object' as const } } : {}),
  };
}

/** Leaves out what the server complains about. @returns whether there is something to try again with */
export function learn(dialect: Dialect, error: unknown): boolean {
  if (!(error instanceof OpenAI.APIError) || (error.status !== 400 && error.status !== 422)) return false;
  const { message } = error;
  if (/context (?:length|window|size)|maximum context|exceeds? the (?:available )?context/i.test(message)) {
    if (!dialect.roomToThink) return false;
    dialect.roomToThink = false;
    return true;
  }
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
