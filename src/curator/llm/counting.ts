import { addUsages, NO_USAGE, type Usage } from '../curator.ts';
import type { ChatClient } from './chat.ts';
import { LlmError } from './llm-error.ts';

/** Adds up what is used, also by calls whose answer was of no use. */
export function counting(chat: ChatClient): { chat: ChatClient; used(): Usage } {
  let sum = NO_USAGE;
  const ask: ChatClient['ask'] = async (request, deadline) => {
    try {
      const answer = await chat.ask(request, deadline);
      sum = addUsages(sum, answer.usage);
      return answer;
    } catch (error) {
      if (error instanceof LlmError) sum = addUsages(sum, error.usage);
      throw error;
    }
  };
  return { chat: { ask }, used: () => sum };
}
