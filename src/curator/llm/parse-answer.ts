import type { z } from 'zod';
import { LlmError } from './llm-error.ts';

/**
 * Reads a model's JSON: as it is, or the outermost object in what stands around it (thinking aloud, code fences).
 * @throws LlmError when there is none, or not of that shape
 */
export function parseAnswer<T>(text: string, schema: z.ZodType<T>): T {
  const withoutThinking = text.replace(/<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/gi, '');
  for (const candidate of [withoutThinking, outermostObject(withoutThinking)]) {
    const data = parseJson(candidate);
    if (data === undefined) continue;
    const parsed = schema.safeParse(data);
    if (parsed.success) return parsed.data;
  }
  throw new LlmError('the answer of the model could not be read');
}

const outermostObject = (text: string): string => text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
