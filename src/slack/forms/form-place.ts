import type { z } from 'zod';
import type { Inbound, InboxBody } from '../../store/inbound.ts';
import type { SubmissionBody } from '../bodies.ts';
import { workspaceOf } from '../press.ts';

/** What a form of ours was given to remember; undefined where it is not ours or broken. */
export function remembered<T>(body: SubmissionBody, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(body.view.private_metadata)).data;
  } catch {
    return undefined;
  }
}

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
