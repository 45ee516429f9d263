import type { z } from 'zod';
import type { Inbound, InboxBody } from '../../store/inbound.ts';
import type { SubmissionBody } from '../bodies.ts';
import { workspaceOf } from '../press.ts';
import { readMemory } from '../read-memory.ts';

/** What a form of ours was given to remember; undefined where it is not ours or broken. */
export const remembered = <T>({ view }: SubmissionBody, schema: z.ZodType<T>): T | undefined =>
  readMemory(view.private_metadata, schema);

/** A submitted form as what is kept of it for its case. A form that is sent twice is one. */
export const formInbound = (
  body: SubmissionBody,
  caseId: string,
  content: InboxBody,
  now: number,
): Inbound => ({
  workspace: workspaceOf(body),
  eventKey: `form:${body.view.id}`,
  channel: '',
  caseId,
  threadTs: undefined,
  opening: undefined,
  body: content,
  at: now,
});
