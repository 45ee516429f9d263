import type { ColumnType, Generated, GeneratedAlways, Insertable, Selectable } from 'kysely';
import type {
  DigestLinesTable,
  DigestSendsTable,
  DigestsTable,
  ShownPassagesTable,
  SnoozesTable,
} from './digest-tables.ts';
import type { InstallationsTable, WorkspaceSettingsTable } from './installation-tables.ts';

/** A time that the database sets; milliseconds since 1970 where the application does. */
type Stamp = ColumnType<Date, Date | undefined, Date>;
/** JSON as it comes from the database: whoever reads it, parses it. */
type Json = ColumnType<unknown, string, string>;

/** One Slack thread's case file. `thread_ts` is null until the root is posted. */
export interface CasesTable {
  workspace: string;
  id: string;
  channel: string;
  thread_ts: string | null;
  opened_by: string;
  opened_at: Date;
  origin: 'command' | 'modal' | 'mention' | 'direct' | 'shortcut';
  following: Generated<boolean>;
  /** The reader's proposal, and the turn in which it was made. */
  proposal: ColumnType<unknown, string | null, string | null>;
  /** Number of the latest turn that was committed. */
  turn: Generated<number>;
  lease: string | null;
  leased_until: Date | null;
  /** How often it could not be worked on since it last could, and before when not to try again. */
  failures: Generated<number>;
  retry_after: Date | null;
  /** Until then what people say is gathered, to be read together. */
  gather_until: Generated<Date | null>;
  /** Whether the channel is shared with another organisation; null while that is not known. */
  shared: Generated<boolean | null>;
  /** Whether it was said that we answer in English. */
  language_told: Generated<boolean>;
}

/** What arrived and is to be worked on. Rows that were worked on stay a while without their body, against duplicates. */
export interface InboxTable {
  workspace: string;
  id: Generated<string>;
  event_key: string;
  case_id: string;
  kind: string;
  body: ColumnType<unknown, string, string | null>;
  received_at: Stamp;
  done_at: Date | null;
  /** It waits, because somebody stopped us, until somebody goes on. */
  held: Generated<boolean>;
}

/** What somebody said that amounts to a fact. */
export interface StatementsTable {
  workspace: string;
  case_id: string;
  id: Generated<string>;
  key: string;
  value: Json;
  state: string;
  author: string;
  said_at: Date;
  message: string;
  /** Null once the text is older than the retention time. */
  quote: string | null;
  curator: string;
}

/** The assessments of a case so far, one a turn. */
export interface AssessmentsTable {
  workspace: string;
  case_id: string;
  turn: number;
  assessment: Json;
  /** The model's verified summary, as a list of sentences. */
  summary: Json;
  curator: string;
  /** The model that read; null when none did. */
  model: string | null;
  /** When the oldest words were said that it repeats; null when it repeats none. */
  oldest_quote_at: Date | null;
  decided_at: Date;
  /** Taken from the assessment by the database, for lists. */
  route: GeneratedAlways<string>;
  headline: GeneratedAlways<string>;
  /** The question that matters most, and the fact it is about; null where none is open. */
  question: GeneratedAlways<string | null>;
  question_fact: GeneratedAlways<string | null>;
  standing: GeneratedAlways<string>;
}

/** Our own messages: what each should say (`version`) and what Slack shows (`sent_version`). */
export interface OutboxTable {
  workspace: string;
  case_id: string;
  /** Names the message within its case: root, verdict, reply:3. */
  key: string;
  channel: string;
  content: Json;
  version: number;
  sent_version: Generated<number>;
  /** Its time stamp in Slack, once it is known to be there. */
  ts: string | null;
  /** When a first post was last attempted; with no `ts`, it may be in Slack all the same. */
  attempted_at: Date | null;
  /** Failed attempts since the content last changed, and before when not to try again. */
  attempts: Generated<number>;
  attempt_after: Date | null;
  /** Why it will never be sent. */
  failed: string | null;
  created_at: Stamp;
}

/** Tokens a workspace has used on a day (UTC). */
export interface UsageTable {
  workspace: string;
  day: string;
  input_tokens: Generated<number>;
  cached_tokens: Generated<number>;
  output_tokens: Generated<number>;
  calls: Generated<number>;
  /** In dollars, of the calls whose price is known. */
  cost: Generated<number>;
  unpriced_calls: Generated<number>;
  /** Set aside for calls that are under way; of a process that died meanwhile it stays set aside that day. */
  reserved_tokens: Generated<number>;
  reserved_cost: Generated<number>;
  cache_hits: Generated<number>;
  /** How often the offline curator stood in. */
  fallbacks: Generated<number>;
  /** The turn in which it was said that a limit is reached, as case/turn. */
  limit_told_in: string | null;
}

/** Experiments that people took on. */
export interface StepsTable {
  workspace: string;
  case_id: string;
  /** The experiment's name within the pack. */
  id: string;
  /** Its place in the plan, from 1. */
  place: number;
  what: string;
  measure: string;
  pass: string;
  owner: string | null;
  due: string | null;
  state: Generated<'open' | 'done' | 'dropped'>;
  outcome: 'passed' | 'failed' | 'unclear' | null;
  /** What was measured, in the words of who did it. */
  result: string | null;
  /** The key of the fact that it builds on. */
  fact: string | null;
  passages: Json;
  created_by: string;
  created_at: Date;
  updated_by: string;
  updated_at: Date;
}

/** What teams decided. Decisions are never changed; the newest one stands. */
export interface DecisionsTable {
  workspace: string;
  case_id: string;
  id: Generated<string>;
  /** Null where it is none of the routes. */
  route: string | null;
  what: string;
  why: string;
  owner: string | null;
  look_again: string | null;
  /** The assessment of that moment, with its quotations. */
  assessment: Json;
  decided_by: string;
  decided_at: Date;
}

/** Whether a verdict was useful to somebody. */
export interface FeedbackTable {
  workspace: string;
  case_id: string;
  turn: number;
  person: string;
  useful: boolean;
  about: 'fact' | 'missing' | 'advice' | 'other' | null;
  words: string | null;
  pack_version: string;
  prompt_version: string;
  model: string;
  given_at: Date;
}

/** Channels that we said hello in, and the joining that it was for. */
export interface HellosTable {
  workspace: string;
  channel: string;
  event_key: string;
  said_at: Date;
}

/** What somebody asked us to forget, until it is done and they are told. */
export interface ForgettingsTable {
  workspace: string;
  id: string;
  person: string;
  what: 'case' | 'person';
  requested_at: Date;
  /** Whether every case that it concerns has it in its inbox. */
  spread: boolean;
  /** How many cases go as a whole, and from how many others words go. */
  cases: Generated<number>;
  others: Generated<number>;
  /** When telling the person was last attempted. */
  told_at: Date | null;
  attempts: Generated<number>;
  attempt_after: Date | null;
  leased_until: Date | null;
}

/** Messages and files of ours that are to go from Slack, and what became of each. */
export interface ErasuresTable {
  workspace: string;
  channel: string;
  /** A message's time stamp, or a file's id. */
  ts: string;
  forgetting: string;
  done: 'deleted' | 'replaced' | 'left' | null;
  attempts: Generated<number>;
  attempt_after: Date | null;
}

/** What was given up, and why; it is no longer here once it got through after all. */
export interface FailuresTable {
  workspace: string;
  kind: 'message' | 'digest' | 'telling' | 'erasure';
  subject: string;
  case_id: string | null;
  digest: string | null;
  reason: string;
  failed_at: Stamp;
}

/** When what Slack sends was last kept by any process, and when the latest time ended in which none did. */
export interface ReachTable {
  workspace: string;
  reached_at: Date;
  away_until: Date | null;
}

export interface Tables {
  cases: CasesTable;
  inbox: InboxTable;
  statements: StatementsTable;
  assessments: AssessmentsTable;
  outbox: OutboxTable;
  usage: UsageTable;
  steps: StepsTable;
  decisions: DecisionsTable;
  feedback: FeedbackTable;
  hellos: HellosTable;
  forgettings: ForgettingsTable;
  erasures: ErasuresTable;
  failures: FailuresTable;
  reach: ReachTable;
  digests: DigestsTable;
  digest_sends: DigestSendsTable;
  digest_lines: DigestLinesTable;
  snoozes: SnoozesTable;
  shown_passages: ShownPassagesTable;
  installations: InstallationsTable;
  workspace_settings: WorkspaceSettingsTable;
}

export type CaseRow = Selectable<CasesTable>;
export type OutboxRow = Selectable<OutboxTable>;
export type NewOutboxRow = Insertable<OutboxTable>;
