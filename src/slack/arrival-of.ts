import type { Arrival } from '../meter.ts';
import { typeOf } from './bodies.ts';

const KINDS: Readonly<Record<string, Arrival>> = {
  event_callback: 'event',
  block_actions: 'action',
  block_suggestion: 'action',
  message_action: 'shortcut',
  shortcut: 'shortcut',
  view_submission: 'form',
  view_closed: 'form',
};

/** What kind of thing Slack sent; a slash command has no type. */
export const arrivalOf = (body: unknown): Arrival => {
  const type = typeOf(body);
  return typeof type === 'string' ? (KINDS[type] ?? 'event') : 'command';
};
