import { asString, type JsonObject } from '../../wire/json.ts';
import type { Message } from '../../wire/message.ts';
import { giveIds } from '../blocks/give-ids.ts';
import { newBlockId } from '../world/ids.ts';
import type { StreamChunk } from './stream-chunks.ts';

/**
 * @returns the message with the pieces added: text grows the last piece of text, a task with a known id replaces
 * its card, blocks go to the end
 */
export function appendChunks(message: Message, chunks: readonly StreamChunk[]): Message {
  return chunks.reduce((grown, chunk) => append(grown, chunk), message);
}

function append(message: Message, chunk: StreamChunk): Message {
  const blocks = message.blocks ?? [];
  switch (chunk.type) {
    case 'markdown_text':
      return { ...message, text: message.text + chunk.text, blocks: withText(blocks, chunk.text) };
    case 'task_update':
      return { ...message, blocks: withTask(blocks, chunk) };
    case 'plan_update':
      return { ...message, blocks: withPlan(blocks, chunk.title) };
    case 'blocks':
      return { ...message, blocks: [...blocks, ...giveIds(chunk.blocks)] };
  }
}

function withText(blocks: JsonObject[], text: string): JsonObject[] {
  const last = blocks.at(-1);
  if (last?.type !== 'markdown') return [...blocks, { type: 'markdown', block_id: newBlockId(), text }];
  return [...blocks.slice(0, -1), { ...last, text: (asString(last.text) ?? '') + text }];
}

function withTask(blocks: JsonObject[], task: Extract<StreamChunk, { type: 'task_update' }>): JsonObject[] {
  const known = blocks.findIndex((block) => block.type === 'task_card' && block.task_id === task.id);
  const card: JsonObject = {
    type: 'task_card',
    block_id: asString(blocks[known]?.block_id) ?? newBlockId(),
    task_id: task.id,
    title: task.title,
    status: task.status,
    ...(task.details && { details: richText(task.details) }),
    ...(task.output && { output: richText(task.output) }),
    ...(task.sources && { sources: task.sources }),
  };
  return known < 0 ? [...blocks, card] : blocks.map((block, index) => (index === known ? card : block));
}

function withPlan(blocks: JsonObject[], title: string): JsonObject[] {
  const plan: JsonObject = { type: 'plan', block_id: newBlockId(), title, tasks: [] };
  const known = blocks.some((block) => block.type === 'plan');
  return known
    ? blocks.map((block) => (block.type === 'plan' ? { ...block, title } : block))
    : [...blocks, plan];
}

function richText(text: string): JsonObject {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] };
}
