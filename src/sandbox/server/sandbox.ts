import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Channel } from '../wire/channel.ts';
import type { Ephemeral } from '../wire/ephemeral.ts';
import type { Message } from '../wire/message.ts';
import type { Status } from '../wire/status.ts';
import type { User } from '../wire/user.ts';
import type { View } from '../wire/view.ts';
import type { Delivery } from './delivery/delivery-log.ts';
import type { Faults } from './faults/faults.ts';
import type { People } from './people/people.ts';
import type { Ping } from './pings/ping.ts';
import type { LoggedRequest } from './world/request-log.ts';
import type { Session } from './world/world-state.ts';

/** The addresses, ids and secrets with which an app connects. */
export interface SandboxAddress {
  /** Where the page is, `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** What Bolt and WebClient take as `slackApiUrl`. */
  readonly apiUrl: string;
  readonly port: number;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly teamId: string;
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
}

/**
 * What tests do as people, in this process. Users are named by id or name ("ana"), channels by id or name
 * ("#llm-help"). All of it throws `Refusal` when Slack would not let a person do it.
 */
export interface SandboxDriver extends Omit<People, 'openHome' | 'dismiss' | 'markRead'> {
  openHome(user: string, tab?: 'home' | 'messages'): void;
  /** @returns the id of the direct message between a person and the app */
  dm(user: string): string;
  /** Adds a person. @returns their id */
  addUser(user: { name: string; realName?: string; tz?: string }): string;
  /** A person's account is deactivated. */
  deactivateUser(user: string): void;
  /** The app is removed from the workspace: its tokens stop working, and it is told. */
  uninstall(): void;
  /** The app's tokens are withdrawn, and it is told. */
  revokeTokens(): void;
  /** The tokens work again. */
  reinstall(): void;
}

/** What tests look at. Readers give copies of the lists, not the lists themselves. */
export interface SandboxReaders {
  channels(): Channel[];
  /** @returns the channel with this id or name */
  channel(ref: string): Channel;
  users(): User[];
  /** @returns the user with this id or name */
  user(ref: string): User;
  /** A channel's messages, oldest first; with `threadTs` only that thread, its first message included. */
  messages(channel: string, threadTs?: string): Message[];
  /** What one person alone sees, and Slack's own notes to them. */
  ephemerals(user: string): Ephemeral[];
  /** A person's open modals, the lowest first, so that the last is what they look at. */
  views(user: string): View[];
  /** What the app published for a person's Home tab. */
  home(user: string): View | undefined;
  /** Every status ever set, with the time at which it went away. */
  statuses(): Status[];
  sessions(): Session[];
  /** The suggested prompts in a person's direct message with the app. */
  prompts(user: string): { title: string; prompts: { title: string; message: string }[] } | undefined;
  /** Every call of the Web API and of response URLs, oldest first. */
  requests(method?: string): LoggedRequest[];
  /** Every event, and whether the app acknowledged it. */
  deliveries(): Delivery[];
  /** Whom the bot's messages notified, decided from what it sent. */
  pings(): Ping[];
  /** How many Socket Mode connections are open. */
  sockets(): number;
  permalink(channel: string, ts: string): string;
}

/** A Slack that runs on this machine. */
export interface Sandbox extends SandboxAddress, SandboxDriver, SandboxReaders {
  readonly faults: Faults;
  /**
   * Resolves with what the predicate gives as soon as that is truthy; it is asked after each change.
   * @throws UntilTimeoutError after `timeoutMs` (5 s unless the limits say otherwise)
   */
  until<T>(predicate: () => T, options?: { timeoutMs?: number }): Promise<NonNullable<T>>;
  /** Answers a request that came to another server, as if it had come here. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Tells those who wait, and the page, that a clock behind `now` was moved. */
  clockMoved(): void;
  /** Ends every connection, writes the state file, and frees the port. */
  close(): Promise<void>;
}
