import { z } from 'zod';
import type { Assessment } from '../advisor/assessment.ts';
import { Told } from '../store/inbound-thread.ts';

/** Messages about how we live in a thread, as they are kept in the outbox. */
export const StoredThreads = [
  /** What somebody asked to be told by name; it shows how things stand when it is posted. */
  z.object({ kind: z.literal('told'), what: Told, by: z.string() }),
  /** That somebody stopped us, and what becomes of what was said. */
  z.object({ kind: z.literal('stopped'), by: z.string() }),
  /** That what we had to say could not be posted: to one person alone, or in the thread where only its words were refused. */
  z.object({
    kind: z.literal('unsaid'),
    to: z.string(),
    alone: z.boolean(),
    reason: z.string(),
  }),
] as const;

/** The same messages with all they are rendered from. */
export type ThreadUtterance =
  | { kind: 'told'; what: Told; by: string; assessment: Assessment }
  | { kind: 'stopped'; by: string }
  | { kind: 'unsaid'; channel: string; to: string; alone: boolean; reason: string };
