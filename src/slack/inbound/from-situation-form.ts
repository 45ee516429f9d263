import { z } from 'zod';
import type { Inbound } from '../../store/inbound.ts';
import type { SubmissionBody } from '../bodies.ts';
import { workspaceOf } from '../press.ts';
import { chosenPlace, readForm } from '../situation-form.ts';
import { caseIdFor } from './base.ts';

const FormPlace = z.object({ channel: z.string().optional(), responseUrl: z.string().optional() });

/** The form behind a bare `/finetune`, filled in. */
export function fromSituationForm(body: SubmissionBody, now: number): Inbound | undefined {
  const filled = readForm(body.view.state.values);
  if ('errors' in filled) return undefined;
  const remembered = FormPlace.parse(JSON.parse(body.view.private_metadata));
  const { channel, responseUrl } = chosenPlace(body) ?? remembered;
  if (channel === undefined) return undefined;
  const workspace = workspaceOf(body);
  return {
    workspace,
    eventKey: `form:${body.view.id}`,
    channel,
    threadTs: undefined,
    opening: { caseId: caseIdFor(workspace, body.view.id), openedBy: body.user.id, origin: 'modal' },
    body: {
      kind: 'open',
      user: body.user.id,
      text: filled.text,
      at: now,
      midThread: false,
      ...(responseUrl ? { responseUrl } : {}),
    },
    at: now,
  };
}
