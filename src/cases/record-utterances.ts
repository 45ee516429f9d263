import { z } from 'zod';
import type { Assessment } from '../advisor/assessment.ts';
import type { Decision } from '../store/decisions.ts';
import type { Step } from '../store/steps.ts';

/**
 * Messages about what a team does and decided, as they are kept in the outbox. What they show is looked up when they
 * are sent, so that they say how things stand then.
 */
export const StoredRecords = [
  /** The plan; `change` names what changed it last, so that it is sent again. */
  z.object({ kind: z.literal('plan'), change: z.string() }),
  /** `change` names what changed it since, so that it is sent again. */
  z.object({ kind: z.literal('decision'), decision: z.string(), change: z.string().optional() }),
  /** The case as a file. */
  z.object({ kind: z.literal('export'), by: z.string(), at: z.number() }),
  /** That the file could not be posted, and how to get at its text. */
  z.object({ kind: z.literal('no-export'), by: z.string(), reason: z.string() }),
] as const;
export type StoredRecord = z.infer<(typeof StoredRecords)[number]>;

/** A case as a whole, as a file or a modal shows it. */
export interface CaseRecord {
  openedAt: Date;
  /** Where the thread's root is; undefined while it has none. */
  threadTs: string | undefined;
  assessment: Assessment;
  /** The newest first. */
  decisions: readonly Decision[];
  steps: readonly Step[];
}

/** The same messages with all they are rendered from. */
export type RecordUtterance =
  | { kind: 'plan'; steps: readonly Step[]; assessment: Assessment }
  | { kind: 'decision'; decision: Decision; before: Decision | undefined }
  | { kind: 'export'; by: string; at: number; record: CaseRecord }
  | { kind: 'no-export'; by: string; reason: string };
