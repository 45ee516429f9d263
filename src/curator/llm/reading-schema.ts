import { z } from 'zod';
import { ROUTES } from '../../advisor/routes.ts';

/** What a model returns for a reading. One flat shape for all facts: a union typed per fact would be seven times larger. */
export const ReadingAnswer = z.object({
  facts: z.array(z.object({ key: z.string(), value: z.string(), quote: z.string(), message: z.string() })),
  asks: z.array(z.object({ text: z.string(), message: z.string() })),
  route: z.string(),
  rests_on: z.array(z.string()),
});
export type ReadingAnswer = z.infer<typeof ReadingAnswer>;

/** Where a server takes no schema, a model writes numbers and truth values as such, and leaves out what is empty. */
export const LenientReadingAnswer = z.object({
  facts: orEmpty(
    z.array(
      z.object({
        key: z.string(),
        value: z.union([z.string(), z.number(), z.boolean()]).transform(String),
        quote: z.string(),
        message: z.string(),
      }),
    ),
  ),
  asks: orEmpty(z.array(z.object({ text: z.string(), message: z.string() }))),
  route: z
    .string()
    .nullish()
    .transform((route) => route ?? 'none'),
  rests_on: orEmpty(z.array(z.string())),
});

function orEmpty<T extends z.ZodType<unknown[]>>(list: T) {
  return list.nullish().transform((found) => found ?? []);
}

/** The same as a JSON schema, for servers that hold a model to one. The vocabulary's keys are its only variable part. */
export const readingSchema = (keys: readonly string[]) => ({
  name: 'reading',
  strict: true,
  schema: object({
    facts: list(
      object({ key: { type: 'string', enum: [...keys] }, value: text, quote: text, message: text }),
    ),
    asks: list(object({ text, message: text })),
    route: { type: 'string', enum: [...ROUTES, 'none'] },
    rests_on: list({ type: 'string' }),
  }),
});

const text = { type: 'string' };
const list = (items: object) => ({ type: 'array', items });
const object = (properties: Record<string, object>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
