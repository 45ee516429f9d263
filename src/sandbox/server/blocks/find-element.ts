import { asString, type JsonObject } from '../../wire/json.ts';
import { allBlocks, elementsOf } from './walk-blocks.ts';

/** An interactive element and the block it stands in. */
export interface FoundElement {
  element: JsonObject;
  blockId: string;
}

/** @returns the element with this action_id (in this block, when a block is named), or undefined */
export function findElement(
  blocks: readonly JsonObject[],
  actionId: string,
  blockId?: string,
): FoundElement | undefined {
  for (const { block } of allBlocks(blocks, '')) {
    if (blockId !== undefined && block.block_id !== blockId) continue;
    const found = elementsOf(block).find(({ element }) => element.action_id === actionId);
    if (found) return { element: found.element, blockId: asString(block.block_id) ?? '' };
  }
  return undefined;
}
