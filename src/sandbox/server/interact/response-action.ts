import { z } from 'zod';
import type { Json } from '../../wire/json.ts';
import type { SubmitOutcome } from '../../wire/outcome.ts';
import { checkModal } from '../blocks/check-view.ts';
import type { Carrier } from '../delivery/carrier.ts';
import { pushModal } from '../views/push-modal.ts';
import { updateModal } from '../views/update-modal.ts';
import { findModal, modalsOf, setModals } from '../world/modals.ts';
import { logRequest } from '../world/request-log.ts';
import type { World } from '../world/world.ts';
import { clearModals } from './clear-modals.ts';

const responseAction = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.literal('update'), view: z.json() }),
  z.object({ response_action: z.literal('push'), view: z.json() }),
  z.object({ response_action: z.literal('clear') }),
]);

/** Does what the app answered to a submission; with no answer the view closes. */
export function applyResponseAction(
  world: World,
  carrier: Carrier,
  userId: string,
  viewId: string,
  body: Json | undefined,
): SubmitOutcome {
  if (!isAction(body)) {
    setModals(
      world,
      userId,
      modalsOf(world, userId).filter(({ view }) => view.id !== viewId),
    );
    return { outcome: 'closed' };
  }
  const parsed = responseAction.safeParse(body);
  if (!parsed.success) return invalid(world, [z.prettifyError(parsed.error)]);
  const action = parsed.data;
  switch (action.response_action) {
    case 'errors':
      return showErrors(world, viewId, action.errors);
    case 'clear':
      clearModals(world, carrier, userId);
      return { outcome: 'cleared' };
    default:
      return changeView(world, userId, viewId, action);
  }
}

function showErrors(world: World, viewId: string, errors: Record<string, string>): SubmitOutcome {
  const blocks = findModal(world, { viewId })?.modal.view.blocks ?? [];
  const inputs = new Set(blocks.filter((block) => block.type === 'input').map((block) => block.block_id));
  const unknown = Object.keys(errors).filter((blockId) => !inputs.has(blockId));
  // Slack shows only "trouble connecting" for an error on a block that is no input.
  if (unknown.length > 0)
    return invalid(
      world,
      unknown.map((id) => `no input block with block_id ${id}`),
    );
  return { outcome: 'errors', errors };
}

function changeView(
  world: World,
  userId: string,
  viewId: string,
  action: { response_action: 'update' | 'push'; view: Json },
): SubmitOutcome {
  const verdict = checkModal(action.view);
  if ('error' in verdict) return invalid(world, [verdict.error, ...verdict.messages]);
  if (action.response_action === 'push') {
    const pushed = pushModal(world, userId, verdict.view);
    return 'error' in pushed ? invalid(world, [pushed.error]) : { outcome: 'pushed', viewId: pushed.view.id };
  }
  const found = findModal(world, { viewId });
  if (!found) return { outcome: 'closed' };
  return { outcome: 'updated', viewId: updateModal(world, found, verdict.view).id };
}

function invalid(world: World, messages: string[]): SubmitOutcome {
  const error = 'invalid_response_action';
  logRequest(world, {
    method: 'response_action',
    args: {},
    at: world.now(),
    result: error,
    answer: { ok: false, error, messages },
  });
  return { outcome: 'invalid', messages };
}

function isAction(body: Json | undefined): boolean {
  return (
    typeof body === 'object' && body !== null && !Array.isArray(body) && body.response_action !== undefined
  );
}
