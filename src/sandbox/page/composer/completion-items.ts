import type { PageSnapshot } from '../../wire/page-snapshot.ts';

/** Something that the composer offers; `insert` takes the place of what was typed so far. */
export interface CompletionItem {
  insert: string;
  label: string;
  note: string;
}

/** What the composer completes: the word from `start` to the caret. */
export interface CompletionQuery {
  kind: '/' | '@' | '#';
  typed: string;
  start: number;
}

/** @returns what is being typed at the caret, if that is a command, a mention or a channel */
export function queryAt(text: string, caret: number): CompletionQuery | undefined {
  const before = text.slice(0, caret);
  const command = /^\/[^\s]*$/.exec(before);
  if (command) return { kind: '/', typed: command[0].slice(1), start: 0 };
  const word = /(?:^|\s)([@#])([\p{L}\p{N}_-]{0,30})$/u.exec(before);
  if (!word) return undefined;
  const kind = word[1] === '@' ? '@' : '#';
  const typed = word[2] ?? '';
  return { kind, typed, start: caret - typed.length - 1 };
}

const BUILT_IN = [
  { command: '/invite', description: 'Bring somebody, or the app, into this channel', usageHint: '@name' },
  { command: '/remove', description: 'Take somebody, or the app, out of this channel', usageHint: '@name' },
  { command: '/archive', description: 'Archive this channel', usageHint: '' },
];

/** @returns what there is for a query, the best first */
export function completionItems(query: CompletionQuery, snapshot: PageSnapshot): CompletionItem[] {
  const wanted = query.typed.toLowerCase();
  return candidates(query.kind, snapshot).filter(
    (item) =>
      item.insert.slice(1).toLowerCase().startsWith(wanted) ||
      item.label.slice(1).toLowerCase().startsWith(wanted),
  );
}

function candidates(kind: CompletionQuery['kind'], { app, users, channels }: PageSnapshot): CompletionItem[] {
  if (kind === '/') {
    return [
      ...app.commands.map((own) => ({ ...own, from: app.name })),
      ...BUILT_IN.map((own) => ({ ...own, from: 'Slack' })),
    ].map(({ command, usageHint, description, from }) => ({
      insert: `${command} `,
      label: `${command} ${usageHint}`.trim(),
      note: description ? `${description} · ${from}` : from,
    }));
  }
  if (kind === '#') {
    return channels
      .filter((channel) => channel.kind !== 'im')
      .map((channel) => ({ insert: `#${channel.name} `, label: `#${channel.name}`, note: channel.topic }));
  }
  return [
    ...users.map((user) => ({
      insert: `@${user.realName} `,
      label: `@${user.realName}`,
      note: user.isBot ? 'App' : user.name,
    })),
    { insert: '@here ', label: '@here', note: 'Everyone who is active in this channel' },
    { insert: '@channel ', label: '@channel', note: 'Everyone in this channel' },
  ];
}
