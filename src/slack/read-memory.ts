import type { z } from 'zod';

/** What a view of ours was given to remember; undefined where it is another view, or broken. @param metadata its private metadata */
export function readMemory<T>(metadata: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(metadata)).data;
  } catch {
    return undefined;
  }
}
