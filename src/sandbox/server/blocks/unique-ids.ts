import type { JsonObject } from '../../wire/json.ts';
import { allBlocks, elementsOf } from './walk-blocks.ts';

/** @returns what is wrong with ids: a block_id used twice, or an action_id twice within a block */
export function repeatedIds(blocks: readonly JsonObject[], pointer: string): string[] {
  const problems: string[] = [];
  const blockIds = new Set<unknown>();
  for (const { block, at } of allBlocks(blocks, pointer)) {
    if (block.block_id !== undefined && blockIds.has(block.block_id)) {
      problems.push(`block_id ${String(block.block_id)} already exists [json-pointer:${at}/block_id]`);
    }
    blockIds.add(block.block_id);
    const actionIds = new Set<unknown>();
    for (const { element, at: inBlock } of elementsOf(block)) {
      if (element.action_id !== undefined && actionIds.has(element.action_id)) {
        problems.push(
          `action_id ${String(element.action_id)} already exists for this block [json-pointer:${at}${inBlock}/action_id]`,
        );
      }
      actionIds.add(element.action_id);
    }
  }
  return problems;
}
