import type { Channel } from '../../wire/channel.ts';
import { escapeWire } from '../../wire/escape-wire.ts';
import type { User } from '../../wire/user.ts';

/** Who and what can be named in a message. */
export interface Nameable {
  users: readonly User[];
  channels: readonly Channel[];
}

/** With `labels`, a mention also carries the name, `<@U…|ana>`, as in a slash command with should_escape. */
interface TypedTextOptions {
  labels?: boolean;
}

const BROADCASTS = ['channel', 'here', 'everyone'];
const URL_PATTERN = /^https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)\]}'"]/;
const WORD = /[\p{L}\p{N}_]/u;

/**
 * @param typed what a person typed, "@ana look at #random & https://example.org"
 * @returns the same as it goes over the wire: escaped, with mentions, channels and links in angle brackets
 */
export function typedText(typed: string, nameable: Nameable, options: TypedTextOptions = {}): string {
  let wire = '';
  let rest = typed;
  let before = '';
  while (rest !== '') {
    const token = WORD.test(before) ? undefined : tokenAt(rest, nameable, options);
    const taken = token?.typed ?? firstCharacter(rest);
    wire += token?.wire ?? escapeWire(taken);
    before = lastCharacter(taken);
    rest = rest.slice(taken.length);
  }
  return wire;
}

interface Token {
  typed: string;
  wire: string;
}

function tokenAt(rest: string, nameable: Nameable, options: TypedTextOptions): Token | undefined {
  if (rest.startsWith('@')) return mentionAt(rest, nameable.users, options);
  if (rest.startsWith('#')) return channelAt(rest, nameable.channels);
  const url = URL_PATTERN.exec(rest)?.[0];
  return url === undefined ? undefined : { typed: url, wire: `<${escapeWire(url)}>` };
}

function mentionAt(rest: string, users: readonly User[], options: TypedTextOptions): Token | undefined {
  const names = users.flatMap((user) => [
    { name: user.realName, user },
    { name: user.name, user },
  ]);
  // Longest first, so that "@Tune or Not" is not taken for somebody called Tune.
  names.sort((a, b) => b.name.length - a.name.length);
  const found = names.find(({ name }) => startsWithName(rest.slice(1), name));
  if (found) {
    const label = options.labels ? `|${found.user.name}` : '';
    return { typed: rest.slice(0, found.name.length + 1), wire: `<@${found.user.id}${label}>` };
  }
  const broadcast = BROADCASTS.find((name) => startsWithName(rest.slice(1), name));
  return broadcast ? { typed: `@${broadcast}`, wire: `<!${broadcast}>` } : undefined;
}

function channelAt(rest: string, channels: readonly Channel[]): Token | undefined {
  const named = channels.filter((channel) => channel.kind !== 'im');
  named.sort((a, b) => b.name.length - a.name.length);
  const found = named.find((channel) => startsWithName(rest.slice(1), channel.name));
  return found && { typed: `#${found.name}`, wire: `<#${found.id}|${found.name}>` };
}

/** Whether the text begins with the name and the name ends there: "@anaconda" does not mention ana. */
function startsWithName(text: string, name: string): boolean {
  if (text.slice(0, name.length).toLowerCase() !== name.toLowerCase()) return false;
  return !/^[\p{L}\p{N}_-]/u.test(text.slice(name.length));
}

function firstCharacter(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0);
}

function lastCharacter(text: string): string {
  return [...text].at(-1) ?? '';
}
