import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Pack } from '../advisor/pack.ts';
import type { Situation } from '../advisor/situation.ts';
import type { Clock } from '../clock.ts';
import type { Answer } from '../curator/answer/answer.ts';
import type { Ask, Curator } from '../curator/curator.ts';
import type { PlainAnswerReader } from '../curator/plain-answer.ts';
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
  pack: Pack;
  curatorFor(workspace: string): Promise<Curator>;
  answer(ask: Ask, situation: Situation): Answer;
  plainAnswer: PlainAnswerReader;
  clock: Clock;
  log: Logger;
  meter: Meter;
}
