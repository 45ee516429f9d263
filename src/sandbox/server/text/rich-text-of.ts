import { unescapeWire } from '../../wire/escape-wire.ts';
import type { JsonObject } from '../../wire/json.ts';
import { type WireToken, wireTokens } from '../../wire/wire-tokens.ts';
import { newBlockId } from '../world/ids.ts';

/**
 * @returns the rich_text block that Slack's composer sends along with what a person typed. Emphasis and code stay
 * as the characters that were typed: the sandbox's composer is a plain one.
 */
export function richTextOf(wireText: string): JsonObject {
  const elements = wireTokens(wireText).map(toElement);
  return { type: 'rich_text', block_id: newBlockId(), elements: [{ type: 'rich_text_section', elements }] };
}

function toElement(token: WireToken): JsonObject {
  switch (token.kind) {
    case 'user':
      return { type: 'user', user_id: token.id };
    case 'channel':
      return { type: 'channel', channel_id: token.id };
    case 'usergroup':
      return { type: 'usergroup', usergroup_id: token.id };
    case 'broadcast':
      return { type: 'broadcast', range: token.range };
    case 'link':
      return {
        type: 'link',
        url: unescapeWire(token.url),
        ...(token.label && { text: unescapeWire(token.label) }),
      };
    default:
      return { type: 'text', text: unescapeWire(token.text) };
  }
}
