import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Inbound } from '../../src/store/inbound.ts';
import { writeInbounds } from '../../src/store/inbox.ts';
import type { Tables } from '../../src/store/tables.ts';

export const SITUATION =
  'Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune Llama 3 8B on them.';
/** So many are written at a time, as they would be if they came in at once. */
const TOGETHER = 100;

let counted = 0;

/** A mention that opens a case, as Slack's event makes it. */
function question(): Inbound {
  counted += 1;
  const at = Date.now();
  const ts = `${Math.floor(at / 1_000)}.${String(counted).padStart(6, '0')}`;
  return {
    workspace: 'T0BENCH',
    eventKey: `bench:${randomUUID()}`,
    channel: 'C0BENCH',
    threadTs: ts,
    opening: { caseId: randomUUID(), openedBy: 'U1', origin: 'mention' },
    body: { kind: 'open', user: 'U1', text: SITUATION, ts, at, midThread: false },
    at,
  };
}

/** Writes so many questions as acknowledged events are, with their jobs. */
export async function askQuestions(db: Kysely<Tables>, count: number): Promise<void> {
  const questions = Array.from({ length: count }, question);
  for (let from = 0; from < count; from += TOGETHER)
    await writeInbounds(db, questions.slice(from, from + TOGETHER));
}
