import { unescapeWire } from '../../wire/escape-wire.ts';
import type { JsonObject } from '../../wire/json.ts';
import type { WireToken } from '../../wire/wire-tokens.ts';
import { styled, type TextStyle } from './inline.ts';

/** Only addresses that cannot run as a script in the page. */
const SAFE = /^(https?|mailto|tel|slack):/i;

/** @returns a mention, link or date as an element of rich text */
export function tokenElement(token: WireToken, style: TextStyle): JsonObject {
  const look = styled(style);
  switch (token.kind) {
    case 'user':
      return { type: 'user', user_id: token.id, ...look };
    case 'channel':
      return { type: 'channel', channel_id: token.id, ...look };
    case 'usergroup':
      return { type: 'usergroup', usergroup_id: token.id, ...look };
    case 'broadcast':
      return { type: 'broadcast', range: token.range, ...look };
    case 'link':
      return link(unescapeWire(token.url), token.label, look);
    case 'special':
      return special(token.text, look);
    case 'text':
      return { type: 'text', text: unescapeWire(token.text), ...look };
  }
}

function link(url: string, label: string | undefined, look: JsonObject): JsonObject {
  if (!SAFE.test(url))
    return { type: 'text', text: label === undefined ? `<${url}>` : unescapeWire(label), ...look };
  return { type: 'link', url, text: label === undefined ? url : unescapeWire(label), ...look };
}

/** `!date^1792000000^{date_short}^https://…|fallback`; of anything else the fallback is shown. */
function special(inside: string, look: JsonObject): JsonObject {
  const [head = '', fallback = ''] = inside.split('|');
  const [name, seconds, format = '{date}', url] = head.split('^');
  if (name !== '!date' || !/^\d+$/.test(seconds ?? ''))
    return { type: 'text', text: unescapeWire(fallback || `<${inside}>`), ...look };
  return {
    type: 'date',
    timestamp: Number(seconds),
    format,
    fallback,
    ...(url && SAFE.test(url) && { url }),
  };
}
