import { randomBytes, randomInt } from 'node:crypto';
import { ApiError } from '../api/api-error.ts';
import type { Trigger } from '../world/trigger.ts';
import type { World } from '../world/world.ts';

/** @returns a trigger_id for what a person has just done; `view` is the modal they did it in */
export function issueTrigger(world: World, user: string, view?: string): string {
  const id = `${randomInt(1e9, 9e9)}.${randomInt(1e9, 9e9)}.${randomBytes(16).toString('hex')}`;
  world.volatile.triggers.set(id, {
    id,
    user,
    issuedAt: world.now(),
    exchanged: false,
    ...(view && { view }),
  });
  return id;
}

/**
 * Uses a trigger_id up.
 * @throws ApiError `invalid_trigger_id`, `exchanged_trigger_id` after its one use, `expired_trigger_id` after 3 s
 */
export function redeemTrigger(world: World, id: string): Trigger {
  const trigger = world.volatile.triggers.get(id);
  if (!trigger) throw new ApiError('invalid_trigger_id');
  if (trigger.exchanged) throw new ApiError('exchanged_trigger_id');
  if (world.now() >= trigger.issuedAt + world.limits.triggerMs) throw new ApiError('expired_trigger_id');
  trigger.exchanged = true;
  return trigger;
}
