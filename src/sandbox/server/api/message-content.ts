import { z } from 'zod';
import { asObjects, type Json, type JsonObject, jsonObject } from '../../wire/json.ts';
import type { Message } from '../../wire/message.ts';
import { checkMessageBlocks } from '../blocks/check-message-blocks.ts';
import { giveIds } from '../blocks/give-ids.ts';
import { ApiError, detailedError } from './api-error.ts';
import { flag, jsonText } from './parse-args.ts';

/** The arguments that say what a message holds; the same for posting, updating and ephemeral messages. */
export const contentArgs = {
  text: z.string().optional(),
  markdown_text: z.string().optional(),
  blocks: jsonText.optional(),
  attachments: jsonText.optional(),
  metadata: jsonText.optional(),
  link_names: flag,
  parse: z.string().optional(),
};

/** The same after parsing; a response_url brings them as JSON. */
export interface ContentArgs {
  text?: string | undefined;
  markdown_text?: string | undefined;
  blocks?: Json | undefined;
  attachments?: Json | undefined;
  metadata?: Json | undefined;
}

/** What a message holds, checked and with ids. Parts that were not given are undefined. */
export type MessageContent = Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata'>;

const MOST_MARKDOWN = 12_000;
const NO_TEXT_FOR_BLOCKS = "This content can't be displayed.";
const metadataSchema = z.object({ event_type: z.string().min(1), event_payload: jsonObject });

/**
 * @returns the checked content
 * @throws ApiError `no_text`, `invalid_blocks`, `markdown_text_conflict`, `msg_too_long`, `invalid_metadata_format`, …
 */
export function messageContent(args: ContentArgs): MessageContent {
  if (args.markdown_text !== undefined) return markdownContent(args);
  const blocks = checkedBlocks(args.blocks);
  const attachments = args.attachments === undefined ? undefined : asObjects(args.attachments);
  const text = args.text ?? '';
  if (text.trim() === '' && !blocks?.length && !attachments?.length) throw new ApiError('no_text');
  return {
    text: text === '' && blocks?.length ? NO_TEXT_FOR_BLOCKS : text,
    blocks,
    attachments,
    metadata: checkedMetadata(args.metadata),
  };
}

function markdownContent(args: ContentArgs): MessageContent {
  const text = args.markdown_text ?? '';
  if (args.text !== undefined || args.blocks !== undefined) throw new ApiError('markdown_text_conflict');
  if (text.length > MOST_MARKDOWN) throw new ApiError('msg_too_long');
  if (text.trim() === '') throw new ApiError('no_text');
  return { text, blocks: giveIds([{ type: 'markdown', text }]), metadata: checkedMetadata(args.metadata) };
}

function checkedBlocks(blocks: Json | undefined): JsonObject[] | undefined {
  if (blocks === undefined) return undefined;
  const verdict = checkMessageBlocks(blocks);
  if (verdict)
    throw verdict.messages.length > 0
      ? detailedError(verdict.error, verdict.messages)
      : new ApiError(verdict.error);
  return giveIds(asObjects(blocks));
}

/** An empty object takes metadata away, as chat.update has it. */
function checkedMetadata(metadata: Json | undefined): Message['metadata'] {
  if (metadata === undefined || JSON.stringify(metadata) === '{}') return undefined;
  const parsed = metadataSchema.safeParse(metadata);
  if (!parsed.success) throw new ApiError('invalid_metadata_format');
  return parsed.data;
}
