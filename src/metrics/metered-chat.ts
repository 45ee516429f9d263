import { Counter, Histogram, type Registry } from 'prom-client';
import type { Usage } from '../curator/curator.ts';
import type { ChatAnswer, ChatClient } from '../curator/llm/chat.ts';
import { LlmError } from '../curator/llm/llm-error.ts';
import { stopwatch } from '../meter.ts';

/** From a small model beside us to the most that OPENAI_TIMEOUT_SECONDS allows. */
const CALL_SECONDS = [0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120, 300];
const OUTCOMES = ['answered', 'unavailable', 'unusable'] as const;

/** Counts the calls of a model and the tokens they took, whatever they are for; answers from our own cache are none. */
export function createChatMeter(register: Registry): (chat: ChatClient) => ChatClient {
  const registers = [register];
  const counter = (name: string, help: string) => new Counter({ name, help, registers });
  const calls = new Histogram({
    name: 'tune_or_not_model_call_duration_seconds',
    help: 'Calls of the model, tries and waits included, by whether an answer came and could be used',
    labelNames: ['outcome'],
    buckets: CALL_SECONDS,
    registers,
  });
  const input = counter('tune_or_not_model_input_tokens_total', 'Tokens sent to the model');
  const cached = counter(
    'tune_or_not_model_cached_input_tokens_total',
    'Of the tokens sent, those that the provider had cached',
  );
  const output = counter('tune_or_not_model_output_tokens_total', 'Tokens that the model gave back');
  for (const outcome of OUTCOMES) calls.zero({ outcome });
  const used = ({ inputTokens, cachedTokens, outputTokens }: Usage): void => {
    input.inc(inputTokens);
    cached.inc(cachedTokens);
    output.inc(outputTokens);
  };
  return (chat) => ({
    async ask(request, deadline) {
      const seconds = stopwatch();
      const ended = (outcome: (typeof OUTCOMES)[number]) => calls.observe({ outcome }, seconds());
      let answer: ChatAnswer;
      try {
        answer = await chat.ask(request, deadline);
      } catch (error) {
        ended(error instanceof LlmError && error.failure === 'unavailable' ? 'unavailable' : 'unusable');
        if (error instanceof LlmError) used(error.usage);
        throw error;
      }
      ended('answered');
      used(answer.usage);
      return answer;
    },
  });
}
