import type { Inbound } from '../../store/inbound.ts';
import { FOLLOW_CHOICES, MENU_ACTION } from '../blocks/case-buttons.ts';
import { STEP_DROP_ACTION } from '../blocks/plan-message.ts';
import type { ActionBody } from '../bodies.ts';
import { FACT_BUTTONS } from '../facts/fact-buttons.ts';
import { factOfButton } from '../facts/pressed-fact.ts';
import { workspaceOf } from '../press.ts';
import { fromStepDrop } from './from-records.ts';

type Action = ActionBody['actions'][number];
type Reader = (action: Action, body: ActionBody, now: number) => Pick<Inbound, 'caseId' | 'body'> | undefined;

/** Buttons and menus that change a case, by their action id. Those that only open or show something have listeners. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  [MENU_ACTION, fromMenu],
  [STEP_DROP_ACTION, fromStepDrop],
  ...[...FACT_BUTTONS.keys()].map((action) => [action, fromFactButton] as const),
]);

export function fromAction(body: ActionBody, now: number): Inbound | undefined {
  const [action] = body.actions;
  const read = action && READERS.get(action.action_id)?.(action, body, now);
  if (!read) return undefined;
  return {
    ...read,
    workspace: workspaceOf(body),
    eventKey: `action:${body.trigger_id ?? `${body.user.id}:${action.action_ts}`}`,
    channel: body.channel?.id ?? '',
    threadTs: undefined,
    opening: undefined,
    at: now,
  };
}

/** A choice in the menu of a verdict: what to do, a colon, the case. */
function fromMenu(
  { selected_option: chosen }: Action,
  { user }: ActionBody,
  now: number,
): ReturnType<Reader> {
  const [choice = '', caseId] = chosen?.value.split(':') ?? [];
  if (choice === 'export' && caseId) return { caseId, body: { kind: 'export', user: user.id, at: now } };
  const following = FOLLOW_CHOICES.get(choice);
  if (following === undefined || caseId === undefined) return undefined;
  return { caseId, body: { kind: 'follow', user: user.id, at: now, following } };
}

/** A fact that is confirmed, settled or taken out at once. */
function fromFactButton(action: Action, { user }: ActionBody, now: number): ReturnType<Reader> {
  const deed = FACT_BUTTONS.get(action.action_id);
  const pressed = factOfButton(action.value);
  if (!deed || !pressed) return undefined;
  const { caseId, ...fact } = pressed;
  const id = `${user.id}-${action.action_ts ?? now}`;
  return { caseId, body: { kind: 'facts', user: user.id, at: now, id, deed, facts: [fact] } };
}
