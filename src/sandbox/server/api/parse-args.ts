import { z } from 'zod';
import { slackMessages } from '../blocks/slack-messages.ts';
import { ApiError, detailedError } from './api-error.ts';

/** A boolean argument: `true`, `1`, `false`, `0`. */
export const flag = z.stringbool().optional();

/** A whole number. */
export const whole = z.coerce.number().int();

/** How many items a page may have; Slack's ceiling is 1,000 (999 for messages). */
export const limit = (fallback: number) => whole.min(1).max(1_000).default(fallback);

/** An array or object, which arrives as a JSON string. */
export const jsonText = z.string().transform((text, context) => {
  try {
    return z.json().parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: 'custom', message: 'must be a JSON string' });
    return z.NEVER;
  }
});

/**
 * @returns a method's arguments
 * @throws ApiError as Slack answers: a missing channel or ts by its own name, else `invalid_arguments` with details
 */
export function parseArgs<Schema extends z.ZodType>(
  schema: Schema,
  raw: Record<string, string>,
): z.infer<Schema> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  if (brokenBlocks(parsed.error)) throw new ApiError('invalid_blocks_format');
  throw detailedError('invalid_arguments', slackMessages(parsed.error, ''));
}

function brokenBlocks(error: z.ZodError): boolean {
  return error.issues.some((issue) => issue.path[0] === 'blocks');
}
