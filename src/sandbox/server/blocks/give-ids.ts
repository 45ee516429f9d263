import { asObject, asObjects, type JsonObject } from '../../wire/json.ts';
import { newBlockId } from '../world/ids.ts';

/** @returns the blocks with a block_id and action_ids made up where there are none, as Slack stores them */
export function giveIds(blocks: readonly JsonObject[]): JsonObject[] {
  return blocks.map((block) => ({
    ...block,
    block_id: block.block_id ?? newBlockId(),
    ...(block.child_blocks && { child_blocks: giveIds(asObjects(block.child_blocks)) }),
    ...(block.type === 'carousel' && { elements: giveIds(asObjects(block.elements)) }),
    ...(hasElements(block) && { elements: asObjects(block.elements).map(withActionId) }),
    ...(block.type === 'card' && block.actions && { actions: asObjects(block.actions).map(withActionId) }),
    ...(asObject(block.accessory) && { accessory: withActionId(asObject(block.accessory) ?? {}) }),
    ...(asObject(block.element) && { element: withActionId(asObject(block.element) ?? {}) }),
  }));
}

function hasElements(block: JsonObject): boolean {
  return block.type === 'actions' || block.type === 'context_actions';
}

function withActionId(element: JsonObject): JsonObject {
  return element.type === 'image' ? element : { ...element, action_id: element.action_id ?? newBlockId() };
}
