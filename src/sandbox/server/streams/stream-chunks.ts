import { z } from 'zod';
import { asObjects, type Json, type JsonObject, jsonObject } from '../../wire/json.ts';
import { ApiError, detailedError } from '../api/api-error.ts';
import { checkMessageBlocks } from '../blocks/check-message-blocks.ts';

const source = z.object({ type: z.literal('url'), url: z.string(), text: z.string() });

const chunk = z.discriminatedUnion('type', [
  z.object({ type: z.literal('markdown_text'), text: z.string() }),
  z.object({
    type: z.literal('task_update'),
    id: z.string().min(1),
    title: z.string(),
    status: z.enum(['pending', 'in_progress', 'complete', 'error']),
    details: z.string().optional(),
    output: z.string().optional(),
    sources: z.array(source).optional(),
  }),
  z.object({ type: z.literal('plan_update'), title: z.string() }),
  z.object({ type: z.literal('blocks'), blocks: z.array(jsonObject).max(50) }),
]);

/** A piece of a streamed message. */
export type StreamChunk = z.infer<typeof chunk>;

const MOST_MARKDOWN = 12_000;

/**
 * @returns the pieces that a call brings: `markdown_text`, or `chunks`
 * @throws ApiError `invalid_chunks`, `invalid_blocks`, `msg_too_long`
 */
export function readChunks(markdown: string | undefined, chunks: Json | undefined): StreamChunk[] {
  if ((markdown ?? '').length > MOST_MARKDOWN) throw new ApiError('msg_too_long');
  const parsed = z.array(chunk).safeParse(chunks ?? []);
  if (!parsed.success) throw new ApiError('invalid_chunks');
  for (const piece of parsed.data) if (piece.type === 'blocks') checkBlocks(piece.blocks);
  return [...(markdown ? [{ type: 'markdown_text' as const, text: markdown }] : []), ...parsed.data];
}

/** @returns the blocks that go to the end of a stream @throws ApiError `invalid_blocks` */
export function readFinalBlocks(blocks: Json | undefined): JsonObject[] {
  if (blocks === undefined) return [];
  checkBlocks(blocks);
  return asObjects(blocks);
}

function checkBlocks(blocks: Json): void {
  const verdict = checkMessageBlocks(blocks);
  if (verdict) throw detailedError(verdict.error, verdict.messages);
}
