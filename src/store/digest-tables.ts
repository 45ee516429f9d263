import type { ColumnType, Generated } from 'kysely';

/** A list of words, as PostgreSQL's text[]. */
type Words = ColumnType<string[], readonly string[], readonly string[]>;

/** Scheduled digests: one a channel, one a person. */
export interface DigestsTable {
  workspace: string;
  id: string;
  kind: 'channel' | 'person';
  /** Where it comes; of a personal one known once it came. */
  channel: string | null;
  /** Whose it is; null for a channel's. */
  person: string | null;
  days: Words;
  /** HH:MM, local in `zone`. */
  time: string;
  zone: string;
  include: Words;
  skip_quiet: boolean;
  /** Empty when that person asked us to forget them. */
  set_up_by: string;
  set_up_at: Date;
  /** The same as `set_up_at` where who set it up took their own zone: then it moves with them. */
  own_zone_at: Generated<Date | null>;
  state: Generated<'on' | 'paused' | 'stopped'>;
  /** Slack's word for why it stopped by itself. */
  stopped_because: Generated<string | null>;
  /** Null unless it is on. */
  next_run_at: Date | null;
  /** The last local day that it was due for, YYYY-MM-DD. */
  last_day: Generated<string | null>;
  last_sent_at: Generated<Date | null>;
  /** How many came in a row without a reaction. */
  unanswered: Generated<number>;
  /** Counts what people change, and how often it moved with its owner. */
  version: Generated<number>;
}

/** Each time that a digest was due, and what became of it. */
export interface DigestSendsTable {
  workspace: string;
  digest: string;
  /** Local, YYYY-MM-DD. */
  day: string;
  due_at: Date;
  late: boolean;
  channel: Generated<string | null>;
  ts: Generated<string | null>;
  sent_at: Generated<Date | null>;
  /** Null while it is to be sent; quiet: there was nothing to say, or nobody wanted it any more. */
  outcome: Generated<'sent' | 'quiet' | 'failed' | null>;
  /** Why it can never be sent; with no outcome yet its owner is still to be told. */
  failed: Generated<string | null>;
  /** When a post was last attempted; with no `ts`, it may be in Slack all the same. */
  attempted_at: Generated<Date | null>;
  /** When telling the owner that it stopped was last attempted. */
  told_at: Generated<Date | null>;
  attempts: Generated<number>;
  attempt_after: Generated<Date | null>;
  /** When its job is added again, should it be open still. */
  wake_at: Date;
  lease: Generated<string | null>;
  leased_until: Generated<Date | null>;
  /** Something that it shows was forgotten while it was being posted. */
  recalled: Generated<boolean>;
  /** Whose names or words it shows. */
  people: Generated<string[]>;
}

/** How a line came to an end: its step was done or dropped, its decision kept or made anew, or it was snoozed. */
export type LineEnd = 'done' | 'dropped' | 'kept' | 'decided' | 'snoozed-day' | 'snoozed-week';

/** The lines of digests that were sent, by their keys. */
export interface DigestLinesTable {
  workspace: string;
  digest: string;
  day: string;
  key: string;
  case_id: string;
  /** Null while its menu is of use. */
  ended: Generated<LineEnd | null>;
}

/** Lines that are to stay away from a digest until a time. */
export interface SnoozesTable {
  workspace: string;
  digest: string;
  key: string;
  case_id: string;
  until: Date;
}

/** Passages that a channel's digest has shown. */
export interface ShownPassagesTable {
  workspace: string;
  channel: string;
  passage: string;
  shown_at: Date;
}
