import type { Message } from '../../wire/message.ts';

/** Something that took place in the workspace, whoever did it. Events for the app are made from these. */
export type Happening =
  | { kind: 'message-posted'; channel: string; message: Message }
  | { kind: 'message-changed'; channel: string; message: Message; previous: Message }
  | { kind: 'message-deleted'; channel: string; previous: Message }
  | { kind: 'home-opened'; user: string; channel: string; tab: 'home' | 'messages' }
  | { kind: 'member-joined'; channel: string; user: string; inviter?: string }
  | { kind: 'reaction-added'; channel: string; user: string; name: string; message: Message }
  | { kind: 'user-changed'; user: string }
  | { kind: 'channel-archived'; channel: string; user: string }
  | { kind: 'session-stopped'; channel: string; user: string; threadTs: string; streaming: string[] }
  | { kind: 'app-uninstalled' }
  | { kind: 'tokens-revoked' };
