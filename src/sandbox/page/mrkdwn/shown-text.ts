import { unescapeWire } from '../../wire/escape-wire.ts';
import { wireTokens } from '../../wire/wire-tokens.ts';

/** Who and what can be named. */
interface Names {
  users: readonly { id: string; realName: string }[];
  channels: readonly { id: string; name: string }[];
}

/** @returns wire text as somebody would type it, for the edit box: "@ana", "#random", a bare URL */
export function shownText(wireText: string, { users, channels }: Names): string {
  return wireTokens(wireText)
    .map((token) => {
      switch (token.kind) {
        case 'user':
          return `@${users.find((user) => user.id === token.id)?.realName ?? token.id}`;
        case 'channel':
          return `#${channels.find((channel) => channel.id === token.id)?.name ?? token.id}`;
        case 'usergroup':
          return `@${token.id}`;
        case 'broadcast':
          return `@${token.range}`;
        case 'link':
          return unescapeWire(token.label ?? token.url);
        default:
          return unescapeWire(token.text);
      }
    })
    .join('');
}
