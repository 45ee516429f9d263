/** A piece of wire text: plain (still escaped), or what stood between angle brackets. */
export type WireToken =
  | { kind: 'text'; text: string }
  | { kind: 'user'; id: string }
  | { kind: 'channel'; id: string }
  | { kind: 'usergroup'; id: string }
  | { kind: 'broadcast'; range: string }
  | { kind: 'special'; text: string }
  | { kind: 'link'; url: string; label: string | undefined };

/**
 * Splits wire text the way Slack reads it: only real angle brackets begin a token, `&lt;!channel&gt;` is words.
 * @returns the pieces in order; joined they are the whole text
 */
export function wireTokens(text: string): WireToken[] {
  const tokens: WireToken[] = [];
  let at = 0;
  for (const match of text.matchAll(/<([^<>\n]+)>/g)) {
    if (match.index > at) tokens.push({ kind: 'text', text: text.slice(at, match.index) });
    tokens.push(tokenOf(match[1] ?? ''));
    at = match.index + match[0].length;
  }
  if (at < text.length) tokens.push({ kind: 'text', text: text.slice(at) });
  return tokens;
}

function tokenOf(inside: string): WireToken {
  const bar = inside.indexOf('|');
  const head = bar < 0 ? inside : inside.slice(0, bar);
  if (/^@[UWB]\w+$/.test(head)) return { kind: 'user', id: head.slice(1) };
  if (/^#C\w+$/.test(head)) return { kind: 'channel', id: head.slice(1) };
  if (head.startsWith('!subteam^')) return { kind: 'usergroup', id: head.slice('!subteam^'.length) };
  if (/^!(channel|here|everyone|group)$/.test(head)) return { kind: 'broadcast', range: head.slice(1) };
  if (head.startsWith('!')) return { kind: 'special', text: inside };
  return { kind: 'link', url: head, label: bar < 0 ? undefined : inside.slice(bar + 1) };
}
