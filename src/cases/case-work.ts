import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Curator } from '../curator/curator.ts';
import type { ReadyPack } from '../curator/ready-pack.ts';
import type { Meter } from '../meter.ts';
import type { Conversations } from '../store/conversations.ts';
import type { Tables } from '../store/tables.ts';
import type { Channels } from './channels.ts';
import type { Voice } from './voice.ts';

/** What it takes to work on cases. */
export interface CaseWork {
  db: Kysely<Tables>;
  conversations: Conversations;
  voice: Voice;
  channels: Channels;
  /** What is said within this time after a turn is read together in the next one. */
  gatherMs: number;
  termsIn(workspace: string): Promise<Terms>;
  clock: Clock;
  log: Logger;
  meter: Meter;
}

/** What a workspace's settings come to for who reads. It is asked for once a turn, and stays the same to its end. */
export interface Terms {
  ready: ReadyPack;
  curator: Curator;
}

/** The same with what counts in one turn. */
export interface TurnWork extends CaseWork, Terms {}
