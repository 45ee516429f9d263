import { BrokenCircuitError, CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import type { ChatAnswer, ChatClient } from './chat.ts';
import { LlmError } from './llm-error.ts';

export interface BreakerOptions {
  /** After so many failures in a row the server is left alone. */
  failures: number;
  /** For so long, in milliseconds; then one call tries whether it is there again. */
  restMs: number;
  /** Told when it is left alone, and when it is there again. */
  onChange?(state: 'resting' | 'there again'): void;
}

export const BREAKER: BreakerOptions = { failures: 5, restMs: 30_000 };

/**
 * Leaves a server alone that does not answer, so that nobody waits for it: each call then fails at once. It goes by the
 * time of the machine, for a server rests no sooner when somebody moves the clock of the app.
 */
export function withBreaker(chat: ChatClient, { failures, restMs, onChange }: BreakerOptions): ChatClient {
  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof LlmError && error.failure === 'unavailable'),
    { halfOpenAfter: restMs, breaker: new ConsecutiveBreaker(failures) },
  );
  breaker.onBreak(() => onChange?.('resting'));
  breaker.onReset(() => onChange?.('there again'));
  return {
    async ask(request, deadline) {
      // Others do not wait for the one that tries.
      if (breaker.state === CircuitState.HalfOpen) throw resting();
      const outcome = await breaker
        .execute(() => answerOf(chat.ask(request, deadline)))
        .catch((error: unknown) => {
          throw error instanceof BrokenCircuitError ? resting() : error;
        });
      if (outcome instanceof LlmError) throw outcome;
      return outcome;
    },
  };
}

/** An answer of no use is one all the same: the server is there. */
const answerOf = (asked: Promise<ChatAnswer>): Promise<ChatAnswer | LlmError> =>
  asked.catch((error: unknown) => {
    if (error instanceof LlmError && error.failure !== 'unavailable') return error;
    throw error;
  });

const resting = (): LlmError =>
  new LlmError('the model failed several times in a row and is left alone for a moment', {
    failure: 'unavailable',
  });
