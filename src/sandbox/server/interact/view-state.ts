import type { EnteredValues } from '../../wire/element-value.ts';
import { asString, type JsonObject } from '../../wire/json.ts';
import type { ViewState } from '../../wire/view.ts';
import { allBlocks, elementsOf } from '../blocks/walk-blocks.ts';
import { elementState, hasState } from './element-state.ts';

/** @returns the state of every input in the blocks: what was entered, else its initial value */
export function viewState(blocks: readonly JsonObject[], entered: EnteredValues): ViewState {
  const values: ViewState['values'] = {};
  for (const { block } of allBlocks(blocks, '')) {
    for (const { element } of elementsOf(block)) {
      if (!hasState(element) || element.type === 'overflow') continue;
      const blockId = asString(block.block_id) ?? '';
      const actionId = asString(element.action_id) ?? '';
      values[blockId] = {
        ...values[blockId],
        [actionId]: elementState(element, entered[blockId]?.[actionId]),
      };
    }
  }
  return { values };
}
