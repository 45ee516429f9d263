import type { Inbound } from '../../store/inbound.ts';
import type { ShortcutBody } from '../bodies.ts';
import { workspaceOf } from '../press.ts';
import { caseIdFor } from './base.ts';

/** "Assess this thread", in the menu of any message. */
export const ASSESS_SHORTCUT = 'assess_thread';

/** Opens a case in the message's thread, or goes on with the one that is there. */
export function fromShortcut(body: ShortcutBody, now: number): Inbound {
  const workspace = workspaceOf(body);
  const channel = body.channel.id;
  const threadTs = body.message.thread_ts ?? body.message.ts;
  return {
    workspace,
    eventKey: `shortcut:${body.trigger_id}`,
    channel,
    threadTs,
    opening: {
      caseId: caseIdFor(workspace, `${channel}:${threadTs}`),
      openedBy: body.user.id,
      origin: 'shortcut',
    },
    body: { kind: 'assess', user: body.user.id, at: now },
    at: now,
  };
}
