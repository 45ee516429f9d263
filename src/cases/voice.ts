import type { Utterance } from './utterance.ts';

/** Where something is said: a channel and, once there is one, the thread in it. */
export interface Place {
  workspace: string;
  caseId: string;
  channel: string;
  threadTs: string | undefined;
}

/** Somebody's message, read from Slack. */
export interface SeenMessage {
  ts: string;
  author: string;
  text: string;
}

/** One of our own messages in a thread; what we posted without a mark, as files, has no key. */
export interface OwnMessage {
  ts: string;
  /** Names it within its case: root, verdict, reply:3. */
  key: string | undefined;
}

/** What was said in a thread before; `missing` says in plain words why it is not all of it. */
export interface SeenThread {
  messages: SeenMessage[];
  missing: string | undefined;
}

/** How cases speak. Whoever implements it knows a messenger; cases know only this. */
export interface Voice {
  /**
   * Posts, marked with `key` so that it can be found again, and returns its time stamp.
   * @throws CannotSpeakError when it will never work; anything else may work later
   */
  post(place: Place, key: string, utterance: Utterance): Promise<string>;
  /** Changes what was posted. @throws as `post` */
  update(place: Place, ts: string, utterance: Utterance): Promise<void>;
  /** Looks for a message that we posted under `key` since a time. @throws when the look-up itself fails */
  find(place: Place, key: string, since: Date): Promise<string | undefined>;
  /** Tells one person alone, through the address their command came with. @throws as `post` */
  whisper(responseUrl: string, place: Place, utterance: Utterance): Promise<void>;
  /** Shows that we are at work; in a direct message, on what and for whom. It never fails. */
  working(place: Place, on: { title: string; asker: string }): Promise<void>;
  /** Shows that we are done. @param silent nothing was posted that would have shown it. It never fails. */
  done(place: Place, { silent }: { silent: boolean }): Promise<void>;
  /**
   * What was said in the thread so far, within the platform's limits. It never fails.
   * @param since only what is newer, in milliseconds since 1970
   */
  thread(place: Place, since?: number): Promise<SeenThread>;
  /** Our own messages in a thread, as far as the platform tells. It never fails. */
  ours(place: Place): Promise<OwnMessage[]>;
  /**
   * Takes a message or file of ours away; where that is not allowed, says in its place that it is gone. What is not there
   * (any more) counts as taken away.
   * @throws CannotSpeakError when neither will ever work; anything else may work later
   */
  erase(workspace: string, channel: string, ts: string): Promise<'deleted' | 'replaced'>;
  /** Where a person can be told something alone. @throws as `post` */
  direct(workspace: string, person: string): Promise<string>;
}

/** We will never be able to say it there: the channel is gone, we are not in it, our access was taken away. */
export class CannotSpeakError extends Error {
  override readonly name = 'CannotSpeakError';
  /** Slack's word for it, such as not_in_channel. */
  readonly reason: string;

  constructor(reason: string, options?: ErrorOptions) {
    super(`Slack does not let us post there: ${reason}.`, options);
    this.reason = reason;
  }
}

/** It did not work this time; it may after a while. */
export class TryLaterError extends Error {
  override readonly name = 'TryLaterError';
  readonly afterMs: number;

  constructor(message: string, afterMs: number, options?: ErrorOptions) {
    super(message, options);
    this.afterMs = afterMs;
  }
}
