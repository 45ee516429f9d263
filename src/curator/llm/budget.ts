import type { Usage } from '../curator.ts';
import type { ChatClient } from './chat.ts';
import { REASONING_TOKENS } from './dialect.ts';
import { LlmError } from './llm-error.ts';
import { tokensSent } from './tokens-sent.ts';

/** What a workspace may still use today. */
export interface Budget {
  /**
   * Sets aside what a call may take at most.
   * @throws LlmError (`limit`) when a limit of the day is reached; its message is a whole sentence
   */
  reserve(most: { inputTokens: number; outputTokens: number }): Promise<Reserved>;
}

/** What was set aside for one call. */
export interface Reserved {
  /** Puts what was really used in its place. */
  settle(usage: Usage): Promise<void>;
}

/** Asks only within a budget, and books what each call used, also one whose answer was of no use. */
export const withBudget = (chat: ChatClient, budget: Budget): ChatClient => ({
  async ask(request, deadline) {
    const reserved = await budget.reserve({
      inputTokens: tokensSent(request).all,
      outputTokens: request.maxOutputTokens + REASONING_TOKENS,
    });
    try {
      const answer = await chat.ask(request, deadline);
      await reserved.settle(answer.usage);
      return answer;
    } catch (error) {
      if (error instanceof LlmError) await reserved.settle(error.usage);
      throw error;
    }
  },
});
