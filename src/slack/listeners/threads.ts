import type { App } from '@slack/bolt';
import type { Kysely } from 'kysely';
import type { Clock } from '../../clock.ts';
import type { Inbound } from '../../store/inbound.ts';
import type { Tables } from '../../store/tables.ts';
import type { ChannelFacts } from '../channel-facts.ts';
import type { Identities } from '../identities.ts';
import { listenForJoining } from './events/joined.ts';
import { listenForRequests } from './events/mention-requests.ts';
import { listenForShortcut } from './shortcuts/assess-thread.ts';

/** What it takes to live in threads and channels. */
export interface Threads {
  db: Kysely<Tables>;
  keep(inbound: Inbound): Promise<void>;
  channels: ChannelFacts;
  clock: Clock;
  identities: Identities;
  readerIn(workspace: string): Promise<string>;
}

/** Hello, requests by name, and the shortcut in a message's menu. */
export function listenForThreads(app: App, threads: Threads): void {
  listenForJoining(app, threads);
  listenForRequests(app, threads);
  listenForShortcut(app, threads);
}
