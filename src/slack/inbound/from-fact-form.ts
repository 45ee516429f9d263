import type { Inbound } from '../../store/inbound.ts';
import type { SubmissionBody } from '../bodies.ts';
import { metaOf, readFactForm } from '../facts/fact-form.ts';
import { workspaceOf } from '../press.ts';

/** Questions that were answered, or a fact that was changed or added, in a form. */
export function fromFactForm({ view, user, ...body }: SubmissionBody, now: number): Inbound | undefined {
  const meta = metaOf(view.private_metadata);
  const filled = meta && readFactForm(view.state.values, meta);
  if (!filled || 'errors' in filled) return undefined;
  const { caseId, deed } = meta;
  return {
    workspace: workspaceOf(body),
    eventKey: `form:${view.id}`,
    channel: '',
    caseId,
    threadTs: undefined,
    opening: undefined,
    body: { kind: 'facts', user: user.id, at: now, id: view.id, deed, facts: filled.facts },
    at: now,
  };
}
