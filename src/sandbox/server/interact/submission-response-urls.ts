import { asString, type JsonObject } from '../../wire/json.ts';
import type { ViewState } from '../../wire/view.ts';
import { allBlocks, elementsOf } from '../blocks/walk-blocks.ts';
import type { World } from '../world/world.ts';
import { stateValue } from './element-state.ts';
import { issueResponseUrl } from './response-urls.ts';

/** @returns a response_url for each conversation chosen in a menu that has `response_url_enabled` */
export function responseUrlsOf(
  world: World,
  user: string,
  blocks: JsonObject[],
  state: ViewState,
): JsonObject[] {
  return allBlocks(blocks, '').flatMap(({ block }) =>
    elementsOf(block).flatMap(({ element }) => {
      const blockId = asString(block.block_id) ?? '';
      const actionId = asString(element.action_id) ?? '';
      const entered = state.values[blockId]?.[actionId];
      const channel = entered && asString(stateValue(entered));
      if (element.response_url_enabled !== true || !channel) return [];
      const response_url = issueResponseUrl(world, { user, channel });
      return [{ block_id: blockId, action_id: actionId, channel_id: channel, response_url }];
    }),
  );
}
