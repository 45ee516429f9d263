import { asStrings, type JsonObject } from '../../wire/json.ts';
import type { Outcome } from '../../wire/outcome.ts';
import type { ClickRequest } from '../../wire/person-requests.ts';
import { type FoundElement, findElement } from '../blocks/find-element.ts';
import { allBlocks } from '../blocks/walk-blocks.ts';
import type { Carrier } from '../delivery/carrier.ts';
import { Refusal } from '../refusal.ts';
import { noteFromSlack } from '../world/ephemerals.ts';
import { findUser } from '../world/find-user.ts';
import { nextTs } from '../world/timestamps.ts';
import type { World } from '../world/world.ts';
import { actionOf } from './action-of.ts';
import { askApp } from './ask-app.ts';
import { type ClickTarget, clickTarget } from './click-target.ts';
import { interactionBase } from './interaction-base.ts';
import { issueTrigger } from './triggers.ts';

/**
 * A person presses a button, or chooses in a menu, of a message, modal or Home view. In a message of a channel they
 * are told when the app does not take it in time.
 * @throws Refusal when there is no such element before their eyes
 */
export async function click(world: World, carrier: Carrier, request: ClickRequest): Promise<Outcome> {
  const user = findUser(world, request.user);
  const target = clickTarget(world, user.id, request);
  const found = pressed(target, request);
  const visibleTo = asStrings(found?.element.visible_to_user_ids);
  if (!found || (visibleTo.length > 0 && !visibleTo.includes(user.id))) {
    throw new Refusal('element_not_found', `There is no "${request.actionId}" to click on.`);
  }
  const reply = await askApp(carrier, 'interactive', {
    ...interactionBase(world, 'block_actions', user),
    trigger_id: issueTrigger(world, user.id, target.viewId),
    ...target.describe(),
    actions: [actionOf(found, request.value, nextTs(world))],
  });
  if (reply.acked) return { outcome: 'acked' };
  if (target.channel) {
    const text = `${world.app.name} failed with the error "${reply.error}".`;
    noteFromSlack(world, { channel: target.channel, to: user.id, text, threadTs: target.threadTs });
  }
  return { outcome: 'failed', error: reply.error };
}

/**
 * A message may be redrawn, with new block_ids, while a finger is on its way to the button: what a person pressed is
 * what stood there a moment ago, as long as they name the block they saw. A block that is still there is as it is now.
 */
function pressed(
  { blocks, before }: ClickTarget,
  { actionId, blockId }: ClickRequest,
): FoundElement | undefined {
  const holds = (look: readonly JsonObject[]): boolean =>
    blockId === undefined || allBlocks(look, '').some(({ block }) => block.block_id === blockId);
  const look = [blocks, ...before].find(holds);
  return look && findElement(look, actionId, blockId);
}
