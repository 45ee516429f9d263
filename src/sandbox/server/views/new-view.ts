import { randomBytes } from 'node:crypto';
import { asObjects } from '../../wire/json.ts';
import type { View } from '../../wire/view.ts';
import type { HomePayload, ModalPayload } from '../blocks/check-view.ts';
import { giveIds } from '../blocks/give-ids.ts';
import { newId } from '../world/ids.ts';
import type { World } from '../world/world.ts';

/** @returns a view with an id of its own, made of what the app sent */
export function newView(world: World, payload: ModalPayload | HomePayload): View {
  const id = newId('V');
  const modal = payload.type === 'modal' ? payload : undefined;
  return {
    id,
    team_id: world.state.team.id,
    type: payload.type,
    // Parsed blocks hold the same members as the JSON they came from.
    blocks: giveIds(asObjects(JSON.parse(JSON.stringify(payload.blocks)))),
    private_metadata: payload.private_metadata ?? '',
    callback_id: payload.callback_id ?? '',
    state: { values: {} },
    hash: newHash(world),
    title: modal?.title ?? null,
    close: modal?.close ?? null,
    submit: modal?.submit ?? null,
    clear_on_close: modal?.clear_on_close ?? false,
    notify_on_close: modal?.notify_on_close ?? false,
    previous_view_id: null,
    root_view_id: id,
    app_id: world.identity.appId,
    external_id: payload.external_id ?? '',
    app_installed_team_id: world.state.team.id,
    bot_id: world.identity.botId,
  };
}

function newHash(world: World): string {
  return `${Math.floor(world.now() / 1_000)}.${randomBytes(4).toString('hex')}`;
}
