import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ChatClient, ChatRequest } from './chat.ts';
import { LlmError } from './llm-error.ts';
import { currentWork } from './observed-chat.ts';

const Usage = z.object({
  inputTokens: z.number(),
  cachedTokens: z.number(),
  outputTokens: z.number(),
  calls: z.number(),
  // What is only counted where a turn is worked on; a recording need not have it.
  cacheHits: z.number().default(0),
  sentTokens: z.number().default(0),
  stableTokens: z.number().default(0),
});

/** What a model said to one question. The question itself is not kept: it holds what people wrote. */
export const Recording = z.object({
  /** A hash of the whole question. */
  request: z.string(),
  /** A hash of what is the same in all questions of its kind: prompt, vocabulary, schema. */
  prompt: z.string(),
  /** What was asked for: a reading, a summary, … */
  kind: z.string(),
  model: z.string(),
  /** For which piece of work it was asked, such as a case, and which time. */
  work: z.string(),
  run: z.number(),
  /** The day it was recorded, YYYY-MM-DD. */
  on: z.string(),
  /** The completion; null where none came. */
  text: z.string().nullable(),
  /** Why none came. */
  failed: z.string().optional(),
  usage: Usage,
});
export type Recording = z.infer<typeof Recording>;

/** @param keep writes one recording down @param today as YYYY-MM-DD */
export const recording = (
  chat: ChatClient,
  model: string,
  keep: (recording: Recording) => Promise<void>,
  today: () => string,
): ChatClient => ({
  async ask(request, deadline) {
    const about = { ...nameOf(request, model), on: today() };
    try {
      const answer = await chat.ask(request, deadline);
      await keep({ ...about, text: answer.text, usage: answer.usage });
      return answer;
    } catch (error) {
      if (error instanceof LlmError)
        await keep({ ...about, text: null, failed: error.message, usage: error.usage });
      throw error;
    }
  },
});

/** Answers from recordings alone. What was never asked fails, and whoever observes the work is told why. */
export function replaying(recordings: readonly Recording[], model: string): ChatClient {
  return {
    async ask(request) {
      const wanted = nameOf(request, model);
      const same = recordings.filter((each) => each.request === wanted.request);
      const found = same.findLast(({ run }) => run === wanted.run) ?? same.at(-1);
      if (!found) {
        currentWork()?.unrecorded.push(`${wanted.kind}: ${whyMissing(wanted, recordings)}`);
        throw new LlmError('there is no recording of what the model says to this');
      }
      if (found.text === null) throw new LlmError(found.failed ?? 'the model failed', { usage: found.usage });
      return { text: found.text, usage: found.usage };
    },
  };
}

type Named = Pick<Recording, 'request' | 'prompt' | 'kind' | 'model' | 'work' | 'run'>;

function nameOf({ fixed, changing, schema, maxOutputTokens }: ChatRequest, model: string): Named {
  const work = currentWork();
  return {
    request: hash([model, fixed, changing, schema, maxOutputTokens]),
    prompt: hash([fixed, schema, maxOutputTokens]),
    kind: schema.name,
    model,
    work: work?.name ?? '',
    run: work?.run ?? 1,
  };
}

const hash = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

function whyMissing({ prompt, kind, model, work }: Named, recordings: readonly Recording[]): string {
  const earlier = recordings.filter(
    (each) => each.work === work && each.kind === kind && each.model === model,
  );
  if (earlier.length === 0) return 'it was never recorded';
  return earlier.some((each) => each.prompt === prompt)
    ? 'the messages, or what was made of them, changed'
    : 'prompt or pack changed';
}
