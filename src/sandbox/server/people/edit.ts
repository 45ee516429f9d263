import type { EditRequest } from '../../wire/person-requests.ts';
import { richTextOf } from '../text/rich-text-of.ts';
import { typedText } from '../text/typed-text.ts';
import { changeMessage } from '../world/messages.ts';
import { nextTs } from '../world/timestamps.ts';
import type { World } from '../world/world.ts';
import { ownMessage } from './own-message.ts';

/** A person edits a message of their own. @throws Refusal as `ownMessage` */
export function edit(world: World, request: EditRequest): void {
  const { channel, message } = ownMessage(world, request);
  const text = typedText(request.text, world.state);
  const edited = { user: message.user, ts: nextTs(world) };
  changeMessage(world, channel.id, { ...message, text, blocks: [richTextOf(text)], edited });
}
