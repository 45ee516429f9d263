import { z } from 'zod';
import { FactValue } from '../advisor/fact.ts';
import { ForgetBodies } from './inbound-forget.ts';
import { PlanBodies } from './inbound-plan.ts';
import { ThreadBodies } from './inbound-thread.ts';

/** Something said in Slack, as it is kept until it is worked on. Slack's own types do not come this far. */
const Message = z.object({ ts: z.string(), user: z.string(), text: z.string() });

/** What somebody did with facts by hand: the word of the deed that the thread is told. */
export const FactDeed = z.enum(['answered', 'corrected', 'added', 'confirmed', 'settled', 'removed']);
export type FactDeed = z.infer<typeof FactDeed>;

/** What an inbox row holds, by its kind. */
export const InboxBody = z.discriminatedUnion('kind', [
  /** Someone put a case to us: by a command or form (then there is no message yet), a mention or a direct message. */
  z.object({
    kind: z.literal('open'),
    user: z.string(),
    text: z.string(),
    /** When it was put, in milliseconds since 1970. */
    at: z.number(),
    /** The message that asks, where there is one. */
    ts: z.string().optional(),
    /** Whether something may have been said in the thread before we were called. */
    midThread: z.boolean().default(false),
    /** Where the asker alone can be answered, if the app cannot post. */
    responseUrl: z.string().optional(),
  }),
  z.object({ kind: z.literal('message'), message: Message, mentioned: z.boolean() }),
  z.object({ kind: z.literal('edit'), message: Message }),
  z.object({ kind: z.literal('delete'), ts: z.string() }),
  /** Somebody answered questions in a form, or confirmed, corrected, settled, added or took out facts. */
  z.object({
    kind: z.literal('facts'),
    user: z.string(),
    at: z.number(),
    /** Names the form or the press; the same for the same one told twice. */
    id: z.string(),
    deed: FactDeed,
    facts: z.array(z.object({ key: z.string(), value: FactValue })),
  }),
  /** Somebody wants us to leave a thread alone, or to follow it again. */
  z.object({ kind: z.literal('follow'), user: z.string(), at: z.number(), following: z.boolean() }),
  ...ThreadBodies,
  ...PlanBodies,
  ...ForgetBodies,
]);
export type InboxBody = z.infer<typeof InboxBody>;

/** How a case begins, where an inbound may open one. */
export interface CaseOpening {
  /** Fixed by the event, so that the same event told twice opens one case. */
  caseId: string;
  openedBy: string;
  /** Whether what is said in its thread without a mention is read; yes unless it says no. */
  following?: boolean;
  origin: 'command' | 'modal' | 'mention' | 'direct' | 'shortcut';
}

/** One event, command or submission, in the words of this application. */
export interface Inbound {
  workspace: string;
  /** The same for the same event told twice. */
  eventKey: string;
  channel: string;
  /** The case, where the event names it itself, as a button below its verdict does. */
  caseId?: string;
  /** The thread's root; undefined for a command, whose root is still to be posted. */
  threadTs: string | undefined;
  /** Opens a case where there is none; without it, what belongs to no case is not kept. */
  opening: CaseOpening | undefined;
  body: InboxBody;
  /** Milliseconds since 1970. */
  at: number;
}
