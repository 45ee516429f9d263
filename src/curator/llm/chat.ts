import type { Usage } from '../curator.ts';

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
