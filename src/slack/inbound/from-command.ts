import type { Inbound } from '../../store/inbound.ts';
import type { CommandBody } from '../bodies.ts';
import { readCommand } from '../command-text.ts';
import { plainText } from '../plain-text.ts';
import { workspaceOfCommand } from '../workspace-of.ts';
import { caseIdFor } from './base.ts';

/** `/finetune` with a situation; sub-commands are answered by their listener. */
export function fromCommand(body: CommandBody, now: number): Inbound | undefined {
  const command = readCommand(plainText(body.text));
  if (command.kind !== 'situation') return undefined;
  const workspace = workspaceOfCommand(body);
  return {
    workspace,
    eventKey: `command:${body.trigger_id}`,
    channel: body.channel_id,
    threadTs: undefined,
    opening: { caseId: caseIdFor(workspace, body.trigger_id), openedBy: body.user_id, origin: 'command' },
    body: {
      kind: 'open',
      user: body.user_id,
      text: command.text,
      at: now,
      midThread: false,
      ...(body.response_url ? { responseUrl: body.response_url } : {}),
    },
    at: now,
  };
}
