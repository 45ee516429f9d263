import type { z } from 'zod';
import { asObjects, type Json } from '../../wire/json.ts';
import { slackMessages } from './slack-messages.ts';
import { repeatedIds } from './unique-ids.ts';
import { homeSchema, modalSchema } from './view-schema.ts';

const MOST_BYTES = 250_000;

export type ModalPayload = z.infer<typeof modalSchema>;
export type HomePayload = z.infer<typeof homeSchema>;

/** What Slack says of a view: the view, or an error with what is wrong. */
export type ViewVerdict<View> =
  | { view: View }
  | { error: 'invalid_arguments' | 'view_too_large'; messages: string[] };

/** @returns the modal if Slack would take it, else what is wrong with it */
export function checkModal(value: Json): ViewVerdict<ModalPayload> {
  const verdict = check(value, modalSchema);
  if ('error' in verdict) return verdict;
  const hasInput = verdict.view.blocks.some((block) => block.type === 'input');
  if (!hasInput || verdict.view.submit) return verdict;
  return invalid(['missing required field: submit, for a view with input blocks [json-pointer:/view]']);
}

/** @returns the Home view if Slack would take it, else what is wrong with it */
export function checkHome(value: Json): ViewVerdict<HomePayload> {
  return check(value, homeSchema);
}

function check<View extends { blocks: unknown[] }>(value: Json, schema: z.ZodType<View>): ViewVerdict<View> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) return invalid(slackMessages(parsed.error, '/view'));
  if (Buffer.byteLength(JSON.stringify(value)) > MOST_BYTES) return { error: 'view_too_large', messages: [] };
  const blocks =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? value.blocks : undefined;
  const repeated = repeatedIds(asObjects(blocks), '/view/blocks');
  return repeated.length > 0 ? invalid(repeated) : { view: parsed.data };
}

function invalid(messages: string[]): { error: 'invalid_arguments'; messages: string[] } {
  return { error: 'invalid_arguments', messages };
}
