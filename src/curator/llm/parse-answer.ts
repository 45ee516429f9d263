import type { z } from 'zod';
import { LlmError } from './llm-error.ts';

/** So many places at which the answer may begin are tried; who thinks aloud in JSON has no end. */
const MOST_BEGINNINGS = 50;

/**
 * Reads a model's JSON: as it is, or the outermost object in what stands around it (thinking aloud, code fences, words).
 * @throws LlmError when there is none, or not of that shape
 */
export function parseAnswer<T extends z.ZodObject>(text: string, schema: T): z.infer<T> {
  const said = withoutThinking(text);
  const whole = schema.safeParse(parseJson(said));
  if (whole.success) return whole.data;
  const end = said.lastIndexOf('}') + 1;
  for (const { index } of [...said.matchAll(/\{\s*"/g)].slice(0, MOST_BEGINNINGS)) {
    const data = parseJson(said.slice(index, end));
    // What lies deeper within an answer that is broken is an object too, but not the answer.
    if (!isObject(data) || !Object.keys(data).some((key) => key in schema.shape)) continue;
    const parsed = schema.safeParse(data);
    if (parsed.success) return parsed.data;
  }
  throw new LlmError('the answer of the model could not be read');
}

/** Some servers open the thinking in the prompt, so that only its end stands in the answer. */
const withoutThinking = (text: string): string =>
  text.replace(/<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/gi, '').replace(/^[\s\S]*<\/think(?:ing)?>/i, '');

const isObject = (data: unknown): data is object => typeof data === 'object' && data !== null;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
